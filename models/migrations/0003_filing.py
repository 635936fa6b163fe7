"""Filings, penalties judged not major, proposed findings, matters. Stored cases count as made under other rules."""

from typing import Any

TABLES = (
    """CREATE TABLE "filing_row" (
        "source" TEXT NOT NULL, "source_id" TEXT NOT NULL, "decision" TEXT NOT NULL, "party" TEXT NOT NULL,
        "recipient" TEXT NOT NULL, "position" INTEGER NOT NULL, "recipient_name" TEXT NOT NULL, "kind" TEXT NOT NULL,
        "number" TEXT NOT NULL, "title" TEXT NOT NULL, "party_name" TEXT NOT NULL, "cause" TEXT NOT NULL,
        "decided_on" TEXT NOT NULL, "penalty" TEXT NOT NULL, "grounds" TEXT NOT NULL, "fine" INTEGER NOT NULL,
        "state" TEXT NOT NULL, "missing" TEXT NOT NULL, "next_acts" TEXT NOT NULL, "refiles" TEXT NOT NULL,
        "filed_on" TEXT, "complete_on" TEXT, "received_on" TEXT, "receiver" TEXT NOT NULL, "receipt_no" TEXT NOT NULL,
        "is_open" INTEGER NOT NULL, "is_owed" INTEGER NOT NULL, "plain_due" TEXT NOT NULL, "due" TEXT NOT NULL,
        "notice_from" TEXT, "yellow_from" TEXT, "red_from" TEXT, "met_on" TEXT, "waived_on" TEXT,
        "last_on" TEXT NOT NULL, "last_words" TEXT NOT NULL, "returned_on" TEXT, "returned_by" TEXT NOT NULL,
        "returned_reason" TEXT NOT NULL, "desk_open" INTEGER NOT NULL, "desk_place" TEXT NOT NULL,
        "clock" TEXT NOT NULL, PRIMARY KEY ("source_id", "decision", "party", "recipient"))""",
    """CREATE TABLE "judged_row" (
        "case_id" TEXT NOT NULL, "act" TEXT NOT NULL, "party" TEXT NOT NULL, "kind" TEXT NOT NULL,
        "decided" INTEGER NOT NULL, "judged_on" TEXT NOT NULL, "number" TEXT NOT NULL, "title" TEXT NOT NULL,
        "party_name" TEXT NOT NULL, "cause" TEXT NOT NULL, "penalty" TEXT NOT NULL, "words" TEXT NOT NULL,
        "comparisons" TEXT NOT NULL, PRIMARY KEY ("case_id", "act", "party"))""",
    """CREATE TABLE "proposal_row" (
        "source" TEXT NOT NULL, "source_id" TEXT NOT NULL, "key" TEXT NOT NULL, "article" INTEGER NOT NULL,
        "item" INTEGER NOT NULL, "rule" TEXT NOT NULL, "party" TEXT NOT NULL, "party_name" TEXT NOT NULL,
        "recipient" TEXT NOT NULL, "recipient_name" TEXT NOT NULL, "acts" TEXT NOT NULL, "because" TEXT NOT NULL,
        "certain" INTEGER NOT NULL, "established" INTEGER NOT NULL, "since" TEXT NOT NULL, "number" TEXT NOT NULL,
        "title" TEXT NOT NULL, PRIMARY KEY ("source_id", "key"))""",
    """CREATE TABLE "matter_row" (
        "matter_id" TEXT NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "title" TEXT NOT NULL, "number" TEXT NOT NULL,
        "made_on" TEXT NOT NULL, "note" TEXT NOT NULL, "closed_on" TEXT, "close_reason" TEXT NOT NULL,
        "stream_seq" INTEGER NOT NULL, "recorded_at" TEXT NOT NULL, "rules" TEXT NOT NULL)""",
)
INDEXES = (
    'CREATE INDEX "filing_row_owed" ON "filing_row" ("is_owed", "due")',
    'CREATE INDEX "filing_row_open" ON "filing_row" ("is_open", "recipient", "is_owed", "due")',
    'CREATE INDEX "filing_row_decided" ON "filing_row" ("decided_on", "source_id", "decision", "party", "position")',
    'CREATE INDEX "filing_row_desk" ON "filing_row" '
    '("desk_open", "desk_place", "source_id", "decision", "party", "position")',
    'CREATE INDEX "filing_row_count" ON "filing_row" ("desk_open", "source_id") WHERE "position" = 0',
    'CREATE INDEX "filing_row_returned" ON "filing_row" ("returned_on") WHERE "returned_on" IS NOT NULL',
    'CREATE INDEX "judged_row_day" ON "judged_row" ("judged_on", "case_id", "act", "party")',
    'CREATE INDEX "judged_row_count" ON "judged_row" ("decided")',
    'CREATE INDEX "proposal_row_since" ON "proposal_row" ("since", "source_id", "key")',
    'CREATE INDEX "proposal_row_item" ON "proposal_row" ("article", "item", "since", "source_id", "key")',
    'CREATE INDEX "matter_row_day" ON "matter_row" ("made_on")',
    'CREATE INDEX "matter_row_rules" ON "matter_row" ("rules")',
)


def up(migrator: Any, db: Any) -> None:
    """Create the tables, empty; runs inside the runner's transaction.

    The rows of cases that are stored already are worked out with the others of their case: `rules` is cleared, so that
    each counts as made under other rules.
    """
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in TABLES:
        db.execute_sql(statement + " STRICT" if sqlite else statement.replace(" INTEGER", " BIGINT"))
    for statement in INDEXES:
        db.execute_sql(statement)
    db.execute_sql("""UPDATE "case_row" SET "rules" = ''""")
