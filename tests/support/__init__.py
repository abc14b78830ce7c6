"""The servers that the tests need: a private RabbitMQ and a throwaway Frappe platform."""
