"""How long a test waits for what has to come, and for a program that has to end."""

PATIENCE = 180.0
"""Seconds. Nothing that works needs them, whatever else the machine does; what never comes fails after them."""
