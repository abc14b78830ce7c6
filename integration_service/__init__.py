"""Takes the council's messages from RabbitMQ, checks them and delivers them to the platform. Command: `iro-sync`."""
