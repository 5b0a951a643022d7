"""Small screens over a place, each closed with one answer, and what a dialog is."""
