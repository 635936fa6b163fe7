"""What is derived from the journal: functions of the entries and the digest of the rules, nothing else.

Days are ISO text, flags are 0 or 1, money is fen. No column depends on today or on the order of insertion;
`case_text.docid` alone is a handle of the search index and is left out when a rebuild compares.
"""

from peewee import AutoField, CompositeKey, IntegerField, Model, TextField

from models.tables.filing import FILING_TABLES, MatterRow
from models.tables.ledger import LayoutRow, LedgerRow


class CaseRow(Model):
    """One line of the case list."""

    case_id = TextField(primary_key=True)
    number = TextField(index=True)
    title = TextField()
    parties = TextField()
    cause = TextField()
    sector = TextField()
    procedure = TextField()
    stage = TextField()
    status = TextField(index=True)
    opened_on = TextField()
    last_on = TextField()
    last_kind = TextField()
    officers = TextField()
    next_clock = TextField()
    next_due = TextField()
    constructed = IntegerField()
    import_digest = TextField(index=True)
    stream_seq = IntegerField()
    recorded_at = TextField(index=True)
    rules = TextField(index=True)

    class Meta:
        table_name = "case_row"
        strict_tables = True
        indexes = ((("last_on", "case_id"), False),)


class CasePartyRow(Model):
    """A party of a case, findable by what identifies it."""

    case_id = TextField()
    party_id = TextField()
    kind = TextField()
    name = TextField(index=True)
    identity_no = TextField(index=True)
    credit_code = TextField(index=True)

    class Meta:
        table_name = "case_party"
        strict_tables = True
        primary_key = CompositeKey("case_id", "party_id")


class CaseOfficerRow(Model):
    """An officer of a case."""

    case_id = TextField()
    officer_id = TextField(index=True)

    class Meta:
        table_name = "case_officer"
        strict_tables = True
        primary_key = CompositeKey("case_id", "officer_id")


class CaseOffenceRow(Model):
    """An offence that the conduct of a case is recorded under."""

    case_id = TextField()
    offence = TextField()

    class Meta:
        table_name = "case_offence"
        strict_tables = True
        primary_key = CompositeKey("case_id", "offence")
        indexes = ((("offence", "case_id"), False),)


class PackRow(Model):
    """A rule pack that is installed, in its newest version; `installed_by` is an officer's id."""

    pack_id = TextField(primary_key=True)
    version = TextField()
    approved_by = TextField()
    approved_on = TextField()
    digest = TextField()
    installed_by = TextField()
    installed_at = TextField()

    class Meta:
        table_name = "pack_row"
        strict_tables = True


class ClockRow(Model):
    """A deadline with its stored days; colours and days left are computed from them for a day."""

    case_id = TextField()
    position = IntegerField()
    clock = TextField()
    label = TextField()
    party = TextField()
    recipient = TextField()
    trigger = TextField()
    trigger_on = TextField()
    act = TextField()
    decision = TextField()
    first_day = TextField()
    length = IntegerField()
    unit = TextField()
    plain_due = TextField()
    due = TextField()
    base_due = TextField()
    certain = IntegerField()
    gaps = TextField()
    excluded_days = IntegerField()
    met_on = TextField(null=True)
    met_by = TextField()
    duty = TextField()
    notice_from = TextField(null=True)
    yellow_from = TextField(null=True)
    red_from = TextField(null=True)
    basis = TextField()
    certainty = TextField()
    explanation = TextField()
    rolls = IntegerField()
    waived_on = TextField(null=True)
    paused_from = TextField(null=True)
    paused_until = TextField(null=True)
    pauses = TextField()

    class Meta:
        table_name = "clock_row"
        strict_tables = True
        primary_key = CompositeKey("case_id", "position")
        indexes = ((("met_on", "due"), False),)


class DocumentRow(Model):
    """The register of issued papers; a cancelled one keeps its line and its number."""

    document_id = TextField(primary_key=True)
    case_id = TextField(index=True)
    form = TextField()
    form_from = TextField()
    title = TextField()
    number = TextField()
    series = TextField()
    sequence = IntegerField()
    issued_on = TextField()
    issued_at = TextField()
    actor = TextField()
    act = TextField()
    docx = TextField()
    pdf = TextField()
    cancelled_on = TextField(null=True)
    cancel_reason = TextField()

    class Meta:
        table_name = "document_row"
        strict_tables = True
        indexes = ((("series", "sequence"), False),)


class ToldNumberRow(Model):
    """A document number that a recorded act carries, also one drawn elsewhere: it is never drawn again."""

    case_id = TextField()
    number = TextField(index=True)

    class Meta:
        table_name = "told_number"
        strict_tables = True
        primary_key = CompositeKey("case_id", "number")


class OfficerRow(Model):
    """An officer as the register knows him now."""

    officer_id = TextField(primary_key=True)
    name = TextField()
    active = IntegerField()
    partner = TextField()

    class Meta:
        table_name = "officer_row"
        strict_tables = True


class CertificateRow(Model):
    """One certificate of an officer, renewals included."""

    officer_id = TextField()
    position = IntegerField()
    no = TextField()
    valid_from = TextField()
    valid_until = TextField()

    class Meta:
        table_name = "certificate_row"
        strict_tables = True
        primary_key = CompositeKey("officer_id", "position")


class PostRow(Model):
    """What an officer is responsible for (岗位分工), and since when."""

    post_id = TextField(primary_key=True)
    officer_id = TextField(index=True)
    post = TextField()
    duties = TextField()
    valid_from = TextField()
    valid_until = TextField(null=True)

    class Meta:
        table_name = "post_row"
        strict_tables = True


class SettingRow(Model):
    """One office setting, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting_row"
        strict_tables = True


class SeriesRow(Model):
    """The highest number of a series that the office itself has given out, blocks included."""

    series = TextField(primary_key=True)
    last = IntegerField()

    class Meta:
        table_name = "number_series"
        strict_tables = True


class BlockRow(Model):
    """Numbers set aside for one device; `used` is the last one drawn (first - 1 when none)."""

    block_id = TextField(primary_key=True)
    series = TextField()
    device = TextField()
    first = IntegerField()
    last = IntegerField()
    used = IntegerField()
    returned_on = TextField(null=True)

    class Meta:
        table_name = "number_block"
        strict_tables = True
        indexes = ((("series", "device"), False),)


class CaseTextRow(Model):
    """What the search finds a case by."""

    docid = AutoField()
    case_id = TextField(unique=True)
    text = TextField()

    class Meta:
        table_name = "case_text"
        strict_tables = True


CASE_TABLES: tuple[type[Model], ...] = (
    CaseRow,
    CasePartyRow,
    CaseOfficerRow,
    CaseOffenceRow,
    ClockRow,
    DocumentRow,
    ToldNumberRow,
    *FILING_TABLES,
    LedgerRow,
)
OFFICE_TABLES: tuple[type[Model], ...] = (
    OfficerRow,
    CertificateRow,
    PostRow,
    SettingRow,
    SeriesRow,
    BlockRow,
    LayoutRow,
    PackRow,
)
PROJECTION_TABLES: tuple[type[Model], ...] = (*CASE_TABLES, MatterRow, *OFFICE_TABLES, CaseTextRow)
