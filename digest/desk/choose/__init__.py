"""Choosing: the lists of what was collected, the stories it tells, and what is decided of it."""
