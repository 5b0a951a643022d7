"""The one way out to the web: which hosts, how politely, how much, and what comes back unpacked."""
