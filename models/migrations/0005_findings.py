"""Findings of fault accountability: the register with its items, persons, proposals and papers."""

from typing import Any

TABLES = (
    """CREATE TABLE "finding_row" (
        "finding_id" TEXT NOT NULL PRIMARY KEY, "state" TEXT NOT NULL, "is_open" INTEGER NOT NULL,
        "case_id" TEXT NOT NULL, "case_title" TEXT NOT NULL, "case_number" TEXT NOT NULL, "items" TEXT NOT NULL,
        "persons" TEXT NOT NULL, "facts" TEXT NOT NULL, "origin" TEXT NOT NULL, "bearing_rule" TEXT NOT NULL,
        "fault" TEXT NOT NULL, "harm" TEXT NOT NULL, "taken_up_by" TEXT NOT NULL, "taken_up_on" TEXT NOT NULL,
        "found_on" TEXT, "remind_on" TEXT, "confirmed_by" TEXT NOT NULL, "confirmed_on" TEXT,
        "consequences" TEXT NOT NULL, "certificate_from" TEXT, "amount" INTEGER, "decided_on" TEXT,
        "number" TEXT NOT NULL, "appealed_on" TEXT, "ended_on" TEXT, "outcome" TEXT NOT NULL,
        "last_on" TEXT NOT NULL, "stream_seq" INTEGER NOT NULL, "recorded_at" TEXT NOT NULL)""",
    'CREATE INDEX "finding_row_case" ON "finding_row" ("case_id")',
    'CREATE INDEX "finding_row_open" ON "finding_row" ("is_open", "last_on", "finding_id")',
    'CREATE INDEX "finding_row_last" ON "finding_row" ("last_on", "finding_id")',
    """CREATE TABLE "finding_item" (
        "finding_id" TEXT NOT NULL, "article" INTEGER NOT NULL, "item" INTEGER NOT NULL,
        PRIMARY KEY ("finding_id", "article", "item"))""",
    'CREATE INDEX "finding_item_item" ON "finding_item" ("article", "item")',
    """CREATE TABLE "finding_person" (
        "finding_id" TEXT NOT NULL, "position" INTEGER NOT NULL, "officer_id" TEXT NOT NULL, "name" TEXT NOT NULL,
        "role" TEXT NOT NULL, "bearing" TEXT NOT NULL, "unit_post" TEXT NOT NULL, "certificate_no" TEXT NOT NULL,
        "answer" TEXT NOT NULL, PRIMARY KEY ("finding_id", "position"))""",
    'CREATE INDEX "finding_person_officer" ON "finding_person" ("officer_id")',
    """CREATE TABLE "finding_cause" (
        "finding_id" TEXT NOT NULL PRIMARY KEY, "source" TEXT NOT NULL, "source_id" TEXT NOT NULL,
        "key" TEXT NOT NULL, "acts" TEXT NOT NULL, "is_open" INTEGER NOT NULL)""",
    'CREATE INDEX "finding_cause_key" ON "finding_cause" ("source_id", "key")',
    """CREATE TABLE "finding_paper" (
        "document_id" TEXT NOT NULL PRIMARY KEY, "finding_id" TEXT NOT NULL, "form" TEXT NOT NULL,
        "title" TEXT NOT NULL, "number" TEXT NOT NULL, "series" TEXT NOT NULL, "sequence" INTEGER NOT NULL,
        "issued_on" TEXT NOT NULL, "docx" TEXT NOT NULL, "pdf" TEXT NOT NULL, "cancelled_on" TEXT)""",
    'CREATE INDEX "finding_paper_finding" ON "finding_paper" ("finding_id")',
    'CREATE INDEX "finding_paper_series" ON "finding_paper" ("series", "sequence")',
)


def up(migrator: Any, db: Any) -> None:
    """Create the tables, empty; runs inside the runner's transaction."""
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in TABLES:
        table = statement.startswith("CREATE TABLE")
        db.execute_sql(statement + " STRICT" if sqlite and table else statement.replace(" INTEGER", " BIGINT"))
