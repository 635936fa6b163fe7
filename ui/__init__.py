"""What the officer sees: the window, and the text commands."""
