"""Collecting: what is followed, how it fares, the fetch, and what is added by hand."""
