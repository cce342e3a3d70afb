"""The thin client and the public site: it asks the services by name and holds no rule and no SQL."""
