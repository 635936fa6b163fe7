"""What the ledger of cases reads, and the layouts that the office keeps: derived, as all projections are.

A column that a ledger can show bears the key of `resources/ledgers/columns.toml`. What is not known is an empty text;
an amount is empty (NULL) where there is no decision.
"""

from peewee import CompositeKey, IntegerField, Model, TextField


class LedgerRow(Model):
    """One decision of a case against one party; a party without a decision has one row, its `decision` empty.

    `filing_owed` is the first last day of a filing still owed, `notice_from` to `red_from` are the days from which a
    duty of the agency that is still to be done has a signal; all empty where there is none.
    """

    case_id = TextField()
    party = TextField()
    decision = TextField()
    case_number = TextField()
    case_title = TextField()
    cause = TextField()
    sector = TextField()
    lead_source = TextField()
    handlers = TextField()
    procedure = TextField()
    progress = TextField()
    party_name = TextField()
    party_kind = TextField()
    in_business = TextField()
    identity_no = TextField()
    credit_code = TextField()
    representative = TextField()
    address = TextField()
    phone = TextField()
    measures = TextField()
    legal_review = TextField()
    discussed = TextField()
    statement = TextField()
    hearing = TextField()
    extended = TextField()
    service_method = TextField()
    transferred = TextField()
    reconsideration = TextField()
    suit = TextField()
    closing_ground = TextField()
    decision_kind = TextField()
    decision_number = TextField()
    penalty = TextField()
    basis = TextField()
    grade = TextField()
    altered = TextField()
    payment = TextField()
    lead_on = TextField()
    opened_on = TextField()
    notice_on = TextField()
    decided_on = TextField()
    served_on = TextField()
    published_on = TextField()
    payment_due = TextField()
    paid_on = TextField()
    closed_on = TextField()
    archived_on = TextField()
    fine = IntegerField(null=True)
    confiscated = IntegerField(null=True)
    confiscated_gains = IntegerField(null=True)
    confiscated_goods = IntegerField(null=True)
    goods_value = IntegerField(null=True)
    paid = IntegerField(null=True)
    unpaid = IntegerField(null=True)
    major = TextField()
    filing_words = TextField()
    filed_government_on = TextField()
    filed_superior_on = TextField()
    filing_states = TextField()
    filing_due = TextField()
    filing_owed = TextField()
    next_label = TextField()
    next_due = TextField()
    notice_from = TextField()
    yellow_from = TextField()
    red_from = TextField()

    class Meta:
        table_name = "ledger_row"
        strict_tables = True
        primary_key = CompositeKey("case_id", "party", "decision")
        indexes = (
            (("opened_on", "case_id", "party", "decision"), False),
            (("decided_on", "case_id", "party", "decision"), False),
            (("identity_no", "decided_on"), False),
            (("credit_code", "decided_on"), False),
        )


class LayoutRow(Model):
    """A layout that the office keeps, as the TOML text in which it is also handed on; `made_by` is an officer's id."""

    layout_id = TextField(primary_key=True)
    name = TextField()
    source = TextField()
    text = TextField()
    made_by = TextField()
    recorded_at = TextField()

    class Meta:
        table_name = "layout_row"
        strict_tables = True
