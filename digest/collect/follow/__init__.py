"""From what a curator typed or exported elsewhere to the feeds behind it."""
