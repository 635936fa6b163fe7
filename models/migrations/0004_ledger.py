"""The ledger of cases and the layouts that the office keeps. Stored cases count as made under other rules."""

from typing import Any

TABLES = (
    """CREATE TABLE "ledger_row" (
        "case_id" TEXT NOT NULL, "party" TEXT NOT NULL, "decision" TEXT NOT NULL, "case_number" TEXT NOT NULL,
        "case_title" TEXT NOT NULL, "cause" TEXT NOT NULL, "sector" TEXT NOT NULL, "lead_source" TEXT NOT NULL,
        "handlers" TEXT NOT NULL, "procedure" TEXT NOT NULL, "progress" TEXT NOT NULL, "party_name" TEXT NOT NULL,
        "party_kind" TEXT NOT NULL, "in_business" TEXT NOT NULL, "identity_no" TEXT NOT NULL,
        "credit_code" TEXT NOT NULL, "representative" TEXT NOT NULL, "address" TEXT NOT NULL,
        "phone" TEXT NOT NULL, "measures" TEXT NOT NULL, "legal_review" TEXT NOT NULL, "discussed" TEXT NOT NULL,
        "statement" TEXT NOT NULL, "hearing" TEXT NOT NULL, "extended" TEXT NOT NULL,
        "service_method" TEXT NOT NULL, "transferred" TEXT NOT NULL, "reconsideration" TEXT NOT NULL,
        "suit" TEXT NOT NULL, "closing_ground" TEXT NOT NULL, "decision_kind" TEXT NOT NULL,
        "decision_number" TEXT NOT NULL, "penalty" TEXT NOT NULL, "basis" TEXT NOT NULL, "grade" TEXT NOT NULL,
        "altered" TEXT NOT NULL, "payment" TEXT NOT NULL, "lead_on" TEXT NOT NULL, "opened_on" TEXT NOT NULL,
        "notice_on" TEXT NOT NULL, "decided_on" TEXT NOT NULL, "served_on" TEXT NOT NULL,
        "published_on" TEXT NOT NULL, "payment_due" TEXT NOT NULL, "paid_on" TEXT NOT NULL,
        "closed_on" TEXT NOT NULL, "archived_on" TEXT NOT NULL, "fine" INTEGER, "confiscated" INTEGER,
        "confiscated_gains" INTEGER, "confiscated_goods" INTEGER, "goods_value" INTEGER, "paid" INTEGER,
        "unpaid" INTEGER, "major" TEXT NOT NULL, "filing_words" TEXT NOT NULL, "filed_government_on" TEXT NOT NULL,
        "filed_superior_on" TEXT NOT NULL, "filing_states" TEXT NOT NULL, "filing_due" TEXT NOT NULL,
        "filing_owed" TEXT NOT NULL, "next_label" TEXT NOT NULL, "next_due" TEXT NOT NULL,
        "notice_from" TEXT NOT NULL, "yellow_from" TEXT NOT NULL, "red_from" TEXT NOT NULL,
        PRIMARY KEY ("case_id", "party", "decision"))""",
    """CREATE TABLE "layout_row" (
        "layout_id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "source" TEXT NOT NULL, "text" TEXT NOT NULL,
        "made_by" TEXT NOT NULL, "recorded_at" TEXT NOT NULL)""",
)
INDEXES = (
    'CREATE INDEX "ledger_row_opened" ON "ledger_row" ("opened_on", "case_id", "party", "decision")',
    'CREATE INDEX "ledger_row_decided" ON "ledger_row" ("decided_on", "case_id", "party", "decision")',
    """CREATE INDEX "ledger_row_identity" ON "ledger_row" ("identity_no", "decided_on") WHERE "identity_no" <> ''""",
    """CREATE INDEX "ledger_row_credit" ON "ledger_row" ("credit_code", "decided_on") WHERE "credit_code" <> ''""",
)


def up(migrator: Any, db: Any) -> None:
    """Create the tables, empty; runs inside the runner's transaction.

    `rules` is cleared, so that the rows of each stored case are worked out with the others of their case.
    """
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in TABLES:
        db.execute_sql(statement + " STRICT" if sqlite else statement.replace(" INTEGER", " BIGINT"))
    for statement in INDEXES:
        db.execute_sql(statement)
    db.execute_sql("""UPDATE "case_row" SET "rules" = ''""")
