"""The desk in a browser: a server on this machine, and a desk of its own for each tab."""
