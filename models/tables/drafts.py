"""Drafts: what an officer has typed and not yet recorded. Mutable, outside the journal."""

from peewee import CompositeKey, Model, TextField


class DraftRow(Model):
    """One draft for each officer, stream and page; `content` is JSON of the page's own."""

    actor = TextField()
    stream = TextField()
    page = TextField()
    content = TextField()
    saved_at = TextField()

    class Meta:
        table_name = "draft"
        strict_tables = True
        primary_key = CompositeKey("actor", "stream", "page")
