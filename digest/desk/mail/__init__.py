"""The mail that a digest becomes: drawn, checked, shown in a browser, written to files, sent as a test."""
