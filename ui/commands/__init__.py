"""The text commands of `app.py`; free of Qt."""
