"""Words, dates and links out of hostile bytes and HTML, the same for feeds, pages and mail."""
