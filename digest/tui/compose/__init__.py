"""Compose: the digest's sections, items and words."""
