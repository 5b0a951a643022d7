"""Read: what the sources published, to choose from."""
