"""Facts by RabbitMQ: the relay publishes a log, the queue feed brings it to followers. The broker is the bell."""
