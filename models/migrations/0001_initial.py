"""The first schema: the journal with its guards, the projections, the drafts, the search."""

from typing import Any

JOURNAL = (
    """CREATE TABLE "entry" (
        "id" TEXT NOT NULL PRIMARY KEY, "stream" TEXT NOT NULL, "stream_seq" INTEGER NOT NULL CHECK ("stream_seq" >= 1),
        "branch" INTEGER NOT NULL CHECK ("branch" >= 0), "parent" TEXT NOT NULL CHECK (length("parent") IN (0, 64)),
        "kind" TEXT NOT NULL, "schema" INTEGER NOT NULL CHECK ("schema" >= 1),
        "on" TEXT NOT NULL CHECK (length("on") = 10), "recorded_at" TEXT NOT NULL CHECK (length("recorded_at") = 27),
        "actor" TEXT NOT NULL, "device" TEXT NOT NULL, "payload" TEXT NOT NULL,
        "digest" TEXT NOT NULL UNIQUE CHECK (length("digest") = 64))""",
    'CREATE UNIQUE INDEX "entry_stream_place" ON "entry" ("stream", "stream_seq", "branch")',
    """CREATE TABLE "log" (
        "seq" INTEGER NOT NULL PRIMARY KEY CHECK ("seq" >= 1),
        "entry_digest" TEXT NOT NULL UNIQUE REFERENCES "entry" ("digest"),
        "log_hash" TEXT NOT NULL CHECK (length("log_hash") = 64))""",
    """CREATE TABLE "checkpoint" (
        "seq" INTEGER NOT NULL, "device" TEXT NOT NULL, "log_hash" TEXT NOT NULL, "entries" INTEGER NOT NULL,
        "documents" INTEGER NOT NULL, "made_at" TEXT NOT NULL, "algorithm" TEXT NOT NULL, "signature" TEXT NOT NULL,
        PRIMARY KEY ("seq", "device"))""",
)
CASES = (
    """CREATE TABLE "case_row" (
        "case_id" TEXT NOT NULL PRIMARY KEY, "number" TEXT NOT NULL, "title" TEXT NOT NULL, "parties" TEXT NOT NULL,
        "cause" TEXT NOT NULL, "sector" TEXT NOT NULL, "procedure" TEXT NOT NULL, "stage" TEXT NOT NULL,
        "status" TEXT NOT NULL, "opened_on" TEXT NOT NULL, "last_on" TEXT NOT NULL, "last_kind" TEXT NOT NULL,
        "officers" TEXT NOT NULL, "next_clock" TEXT NOT NULL, "next_due" TEXT NOT NULL, "constructed" INTEGER NOT NULL,
        "import_digest" TEXT NOT NULL, "stream_seq" INTEGER NOT NULL, "recorded_at" TEXT NOT NULL,
        "rules" TEXT NOT NULL)""",
    'CREATE INDEX "case_row_number" ON "case_row" ("number")',
    'CREATE INDEX "case_row_status" ON "case_row" ("status")',
    'CREATE INDEX "case_row_import" ON "case_row" ("import_digest")',
    'CREATE INDEX "case_row_recorded" ON "case_row" ("recorded_at")',
    'CREATE INDEX "case_row_rules" ON "case_row" ("rules")',
    'CREATE INDEX "case_row_last" ON "case_row" ("last_on", "case_id")',
    """CREATE TABLE "case_party" (
        "case_id" TEXT NOT NULL, "party_id" TEXT NOT NULL, "kind" TEXT NOT NULL, "name" TEXT NOT NULL,
        "identity_no" TEXT NOT NULL, "credit_code" TEXT NOT NULL, PRIMARY KEY ("case_id", "party_id"))""",
    'CREATE INDEX "case_party_name" ON "case_party" ("name")',
    'CREATE INDEX "case_party_identity" ON "case_party" ("identity_no")',
    'CREATE INDEX "case_party_credit" ON "case_party" ("credit_code")',
    """CREATE TABLE "case_officer" (
        "case_id" TEXT NOT NULL, "officer_id" TEXT NOT NULL, PRIMARY KEY ("case_id", "officer_id"))""",
    'CREATE INDEX "case_officer_officer" ON "case_officer" ("officer_id")',
    """CREATE TABLE "clock_row" (
        "case_id" TEXT NOT NULL, "position" INTEGER NOT NULL, "clock" TEXT NOT NULL, "label" TEXT NOT NULL,
        "party" TEXT NOT NULL, "recipient" TEXT NOT NULL, "trigger" TEXT NOT NULL, "trigger_on" TEXT NOT NULL,
        "act" TEXT NOT NULL, "decision" TEXT NOT NULL, "first_day" TEXT NOT NULL, "length" INTEGER NOT NULL,
        "unit" TEXT NOT NULL, "plain_due" TEXT NOT NULL, "due" TEXT NOT NULL, "base_due" TEXT NOT NULL,
        "certain" INTEGER NOT NULL, "gaps" TEXT NOT NULL, "excluded_days" INTEGER NOT NULL, "met_on" TEXT,
        "met_by" TEXT NOT NULL, "duty" TEXT NOT NULL, "notice_from" TEXT, "yellow_from" TEXT, "red_from" TEXT,
        "basis" TEXT NOT NULL, "certainty" TEXT NOT NULL, "explanation" TEXT NOT NULL,
        PRIMARY KEY ("case_id", "position"))""",
    'CREATE INDEX "clock_row_due" ON "clock_row" ("met_on", "due")',
    """CREATE TABLE "document_row" (
        "document_id" TEXT NOT NULL PRIMARY KEY, "case_id" TEXT NOT NULL, "form" TEXT NOT NULL,
        "form_from" TEXT NOT NULL,
        "title" TEXT NOT NULL, "number" TEXT NOT NULL, "series" TEXT NOT NULL, "sequence" INTEGER NOT NULL,
        "issued_on" TEXT NOT NULL, "issued_at" TEXT NOT NULL, "actor" TEXT NOT NULL, "act" TEXT NOT NULL,
        "docx" TEXT NOT NULL, "pdf" TEXT NOT NULL, "cancelled_on" TEXT, "cancel_reason" TEXT NOT NULL)""",
    'CREATE INDEX "document_row_case" ON "document_row" ("case_id")',
    'CREATE INDEX "document_row_series" ON "document_row" ("series", "sequence")',
    """CREATE TABLE "told_number" (
        "case_id" TEXT NOT NULL, "number" TEXT NOT NULL, PRIMARY KEY ("case_id", "number"))""",
    'CREATE INDEX "told_number_number" ON "told_number" ("number")',
)
OFFICE = (
    """CREATE TABLE "officer_row" (
        "officer_id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "active" INTEGER NOT NULL,
        "partner" TEXT NOT NULL)""",
    """CREATE TABLE "certificate_row" (
        "officer_id" TEXT NOT NULL, "position" INTEGER NOT NULL, "no" TEXT NOT NULL, "valid_from" TEXT NOT NULL,
        "valid_until" TEXT NOT NULL, PRIMARY KEY ("officer_id", "position"))""",
    """CREATE TABLE "post_row" (
        "post_id" TEXT NOT NULL PRIMARY KEY, "officer_id" TEXT NOT NULL, "post" TEXT NOT NULL, "duties" TEXT NOT NULL,
        "valid_from" TEXT NOT NULL, "valid_until" TEXT)""",
    'CREATE INDEX "post_row_officer" ON "post_row" ("officer_id")',
    'CREATE TABLE "setting_row" ("key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL)',
    'CREATE TABLE "number_series" ("series" TEXT NOT NULL PRIMARY KEY, "last" INTEGER NOT NULL)',
    """CREATE TABLE "number_block" (
        "block_id" TEXT NOT NULL PRIMARY KEY, "series" TEXT NOT NULL, "device" TEXT NOT NULL, "first" INTEGER NOT NULL,
        "last" INTEGER NOT NULL, "used" INTEGER NOT NULL, "returned_on" TEXT)""",
    'CREATE INDEX "number_block_series" ON "number_block" ("series", "device")',
    """CREATE TABLE "draft" (
        "actor" TEXT NOT NULL, "stream" TEXT NOT NULL, "page" TEXT NOT NULL, "content" TEXT NOT NULL,
        "saved_at" TEXT NOT NULL, PRIMARY KEY ("actor", "stream", "page"))""",
)
SQLITE_SEARCH = (
    """CREATE TABLE "case_text" (
        "docid" INTEGER NOT NULL PRIMARY KEY, "case_id" TEXT NOT NULL UNIQUE, "text" TEXT NOT NULL)""",
    "CREATE VIRTUAL TABLE \"case_search\" USING fts5(tokens, content='', tokenize='ascii')",
)
POSTGRES_SEARCH = (
    """CREATE TABLE "case_text" (
        "docid" SERIAL PRIMARY KEY, "case_id" TEXT NOT NULL UNIQUE, "text" TEXT NOT NULL, "tokens" tsvector)""",
    'CREATE INDEX "case_text_tokens" ON "case_text" USING gin ("tokens")',
)
GUARDED = ("entry", "log", "checkpoint")
POSTGRES_GUARD = """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'append-only: %%', TG_TABLE_NAME; END $$"""


def up(migrator: Any, db: Any) -> None:
    """Create everything; runs inside the runner's transaction."""
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in (*JOURNAL, *CASES, *OFFICE):
        db.execute_sql(statement + " STRICT" if sqlite and statement.startswith("CREATE TABLE") else statement)
    for statement in SQLITE_SEARCH if sqlite else POSTGRES_SEARCH:
        db.execute_sql(statement)
    for statement in _sqlite_guards() if sqlite else _postgres_guards():
        db.execute_sql(statement)


def _sqlite_guards() -> list[str]:
    return [
        f'CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        for table in GUARDED
        for change in ("UPDATE", "DELETE")
    ]


def _postgres_guards() -> list[str]:
    return [POSTGRES_GUARD] + [
        f'CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in GUARDED
    ]
