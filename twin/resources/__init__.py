"""One module a service: handlers of its resource types."""
