"""A newsletter that came by mail: what it says, and the stories that it links to."""
