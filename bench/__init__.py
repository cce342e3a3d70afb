"""Benches: what the system does in how long, on a real database and over real calls (`make bench`)."""
