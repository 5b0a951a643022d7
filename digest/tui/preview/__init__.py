"""Preview: what the subscriber gets, and what the checks found."""
