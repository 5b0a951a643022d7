"""Writing: the digests, their sections and items, and help with the words."""
