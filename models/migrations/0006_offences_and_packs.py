"""The offences of each case, and the rule packs that are installed. Stored cases count as made under other rules."""

from typing import Any

TABLES = (
    """CREATE TABLE "case_offence" (
        "case_id" TEXT NOT NULL, "offence" TEXT NOT NULL, PRIMARY KEY ("case_id", "offence"))""",
    """CREATE TABLE "pack_row" (
        "pack_id" TEXT NOT NULL PRIMARY KEY, "version" TEXT NOT NULL, "approved_by" TEXT NOT NULL,
        "approved_on" TEXT NOT NULL, "digest" TEXT NOT NULL, "installed_by" TEXT NOT NULL,
        "installed_at" TEXT NOT NULL)""",
)
INDEXES = ('CREATE INDEX "case_offence_offence" ON "case_offence" ("offence", "case_id")',)


def up(migrator: Any, db: Any) -> None:
    """Create the tables, empty; runs inside the runner's transaction.

    `rules` is cleared, so that the offences of each stored case are taken from it.
    """
    sqlite = type(migrator).__name__.startswith("Sqlite")
    for statement in TABLES:
        db.execute_sql(statement + " STRICT" if sqlite else statement)
    for statement in INDEXES:
        db.execute_sql(statement)
    db.execute_sql("""UPDATE "case_row" SET "rules" = ''""")
