"""What the screens are made of: lines that are drawn one at a time, lists, texts, and words in cells."""
