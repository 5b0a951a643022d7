"""Help with the words: Markdown to safe HTML and to text, and draft summaries.

Nothing is imported here: `digest.write.markdown` loads the Markdown libraries, and only who needs them pays.
"""
