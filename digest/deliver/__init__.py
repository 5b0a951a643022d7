"""Recipients, the sending ledger and SMTP. It takes the message that `render` made; sending is not built yet."""
