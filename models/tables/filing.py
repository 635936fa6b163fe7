"""What the filing desk, the proposals of findings and the register of matters read: derived, as all projections are.

A filing is owed by a case for a major decision, or by a matter (a normative document, a major licence decision) under
附件4 第十二条第七项. `source` says which of the two `source_id` names.
"""

from peewee import CompositeKey, IntegerField, Model, TextField


class FilingRow(Model):
    """One filing to one recipient. `clock` is its time limit as JSON; the days beside it are what SQL asks for.

    `desk_open` and `desk_place` are the same for all recipients of a decision: where it stands on the desk.
    """

    source = TextField()
    source_id = TextField()
    decision = TextField()
    party = TextField()
    recipient = TextField()
    position = IntegerField()
    recipient_name = TextField()
    kind = TextField()
    number = TextField()
    title = TextField()
    party_name = TextField()
    cause = TextField()
    decided_on = TextField()
    penalty = TextField()
    grounds = TextField()
    fine = IntegerField()
    state = TextField()
    missing = TextField()
    next_acts = TextField()
    refiles = TextField()
    filed_on = TextField(null=True)
    complete_on = TextField(null=True)
    received_on = TextField(null=True)
    receiver = TextField()
    receipt_no = TextField()
    is_open = IntegerField()
    is_owed = IntegerField()
    plain_due = TextField()
    due = TextField()
    notice_from = TextField(null=True)
    yellow_from = TextField(null=True)
    red_from = TextField(null=True)
    met_on = TextField(null=True)
    waived_on = TextField(null=True)
    last_on = TextField()
    last_words = TextField()
    returned_on = TextField(null=True)
    returned_by = TextField()
    returned_reason = TextField()
    desk_open = IntegerField()
    desk_place = TextField()
    clock = TextField()

    class Meta:
        table_name = "filing_row"
        strict_tables = True
        primary_key = CompositeKey("source_id", "decision", "party", "recipient")
        indexes = (
            (("is_owed", "due"), False),
            (("is_open", "recipient", "is_owed", "due"), False),
            (("decided_on", "source_id", "decision", "party", "position"), False),
            (("desk_open", "desk_place", "source_id", "decision", "party", "position"), False),
        )


class JudgedRow(Model):
    """A penalty judged not major, decided or so far only proposed (`decided` 0); `comparisons` as JSON."""

    case_id = TextField()
    act = TextField()
    party = TextField()
    kind = TextField()
    decided = IntegerField()
    judged_on = TextField()
    number = TextField()
    title = TextField()
    party_name = TextField()
    cause = TextField()
    penalty = TextField()
    words = TextField()
    comparisons = TextField()

    class Meta:
        table_name = "judged_row"
        strict_tables = True
        primary_key = CompositeKey("case_id", "act", "party")
        indexes = ((("judged_on", "case_id", "act", "party"), False), (("decided",), False))


class ProposalRow(Model):
    """A proposed finding under one item; it stands from `since` on, which may be a day to come. `acts` as JSON."""

    source = TextField()
    source_id = TextField()
    key = TextField()
    article = IntegerField()
    item = IntegerField()
    rule = TextField()
    party = TextField()
    party_name = TextField()
    recipient = TextField()
    recipient_name = TextField()
    acts = TextField()
    because = TextField()
    certain = IntegerField()
    established = IntegerField()
    since = TextField()
    number = TextField()
    title = TextField()

    class Meta:
        table_name = "proposal_row"
        strict_tables = True
        primary_key = CompositeKey("source_id", "key")
        indexes = (
            (("since", "source_id", "key"), False),
            (("article", "item", "since", "source_id", "key"), False),
        )


class MatterRow(Model):
    """A normative document or a major licence decision; `closed_on` once nothing more is expected of it."""

    matter_id = TextField(primary_key=True)
    kind = TextField()
    title = TextField()
    number = TextField()
    made_on = TextField(index=True)
    note = TextField()
    closed_on = TextField(null=True)
    close_reason = TextField()
    stream_seq = IntegerField()
    recorded_at = TextField()
    rules = TextField(index=True)

    class Meta:
        table_name = "matter_row"
        strict_tables = True


FILING_TABLES: tuple[type[Model], ...] = (FilingRow, JudgedRow, ProposalRow)
