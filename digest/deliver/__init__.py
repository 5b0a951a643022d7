"""Taking the message that `render` made to a mail server, and saying what the server said."""
