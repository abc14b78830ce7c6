"""Takes the council's messages from RabbitMQ, checks and delivers them. Command: `iro-sync`."""
