"""Which articles tell the same event, and what they are recognised by."""
