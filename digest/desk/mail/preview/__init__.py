"""The mail in a browser on this machine, drawn anew whenever the digest changes."""
