"""The journal: entries, the order in which this database received them, signed heads of that order. Append-only."""

from peewee import CompositeKey, IntegerField, Model, TextField


class EntryRow(Model):
    """One entry; `branch` stands beside it, outside its digest."""

    id = TextField(primary_key=True)
    stream = TextField()
    stream_seq = IntegerField()
    branch = IntegerField()
    parent = TextField()
    kind = TextField()
    schema = IntegerField()
    on = TextField()
    recorded_at = TextField()
    actor = TextField()
    device = TextField()
    payload = TextField()
    digest = TextField(unique=True)

    class Meta:
        table_name = "entry"
        strict_tables = True
        indexes = ((("stream", "stream_seq", "branch"), True),)


class LogRow(Model):
    """Position `seq` of this database's own order, chained over the position before it."""

    seq = IntegerField(primary_key=True)
    entry_digest = TextField(unique=True)
    log_hash = TextField()

    class Meta:
        table_name = "log"
        strict_tables = True


class CheckpointRow(Model):
    """A signed head of the log: everything up to `seq` was there when `device` signed."""

    seq = IntegerField()
    device = TextField()
    log_hash = TextField()
    entries = IntegerField()
    documents = IntegerField()
    made_at = TextField()
    algorithm = TextField()
    signature = TextField()

    class Meta:
        table_name = "checkpoint"
        strict_tables = True
        primary_key = CompositeKey("seq", "device")


JOURNAL_TABLES: tuple[type[Model], ...] = (EntryRow, LogRow, CheckpointRow)
