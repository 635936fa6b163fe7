"""What is derived from the streams of findings: the register, its items, persons, proposals and papers.

Apart from the tables of cases: no list, search or export of cases reads them. Days are ISO text, money is fen.
"""

from peewee import CompositeKey, IntegerField, Model, TextField


class FindingRow(Model):
    """One line of the register of findings; several values of one kind are joined by `、` or, for keys, by a comma."""

    finding_id = TextField(primary_key=True)
    state = TextField()
    is_open = IntegerField()
    case_id = TextField(index=True)
    case_title = TextField()
    case_number = TextField()
    items = TextField()
    persons = TextField()
    facts = TextField()
    origin = TextField()
    bearing_rule = TextField()
    fault = TextField()
    harm = TextField()
    taken_up_by = TextField()
    taken_up_on = TextField()
    found_on = TextField(null=True)
    remind_on = TextField(null=True)
    confirmed_by = TextField()
    confirmed_on = TextField(null=True)
    consequences = TextField()
    certificate_from = TextField(null=True)
    amount = IntegerField(null=True)
    decided_on = TextField(null=True)
    number = TextField()
    appealed_on = TextField(null=True)
    ended_on = TextField(null=True)
    outcome = TextField()
    last_on = TextField()
    stream_seq = IntegerField()
    recorded_at = TextField()

    class Meta:
        table_name = "finding_row"
        strict_tables = True
        indexes = ((("is_open", "last_on", "finding_id"), False), (("last_on", "finding_id"), False))


class FindingItemRow(Model):
    """One item of articles 8 to 12 that a finding names."""

    finding_id = TextField()
    article = IntegerField()
    item = IntegerField()

    class Meta:
        table_name = "finding_item"
        strict_tables = True
        primary_key = CompositeKey("finding_id", "article", "item")
        indexes = ((("article", "item"), False),)


class FindingPersonRow(Model):
    """A person of a finding: how the case records the person, what share is borne, and whether the person was heard."""

    finding_id = TextField()
    position = IntegerField()
    officer_id = TextField(index=True)
    name = TextField()
    role = TextField()
    bearing = TextField()
    unit_post = TextField()
    certificate_no = TextField()
    answer = TextField()

    class Meta:
        table_name = "finding_person"
        strict_tables = True
        primary_key = CompositeKey("finding_id", "position")


class FindingCauseRow(Model):
    """The proposal that a finding was taken up from; `acts` is JSON, as in the row of the proposal."""

    finding_id = TextField(primary_key=True)
    source = TextField()
    source_id = TextField()
    key = TextField()
    acts = TextField()
    is_open = IntegerField()

    class Meta:
        table_name = "finding_cause"
        strict_tables = True
        indexes = ((("source_id", "key"), False),)


class FindingPaperRow(Model):
    """An opinion (X6) that was issued; a cancelled one keeps its line and its number."""

    document_id = TextField(primary_key=True)
    finding_id = TextField(index=True)
    form = TextField()
    title = TextField()
    number = TextField()
    series = TextField()
    sequence = IntegerField()
    issued_on = TextField()
    docx = TextField()
    pdf = TextField()
    cancelled_on = TextField(null=True)

    class Meta:
        table_name = "finding_paper"
        strict_tables = True
        indexes = ((("series", "sequence"), False),)


FINDING_TABLES: tuple[type[Model], ...] = (
    FindingRow,
    FindingItemRow,
    FindingPersonRow,
    FindingCauseRow,
    FindingPaperRow,
)
