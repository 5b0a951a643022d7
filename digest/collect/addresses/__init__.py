"""Addresses of articles: as people type and list them, and the one that stands for all of them."""
