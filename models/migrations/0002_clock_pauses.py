"""Clocks that stand still, that the party gave up, or that don't roll. Rows are worked out anew under the new rules."""

from typing import Any

COLUMNS = (
    '"rolls" INTEGER NOT NULL DEFAULT 1',
    '"waived_on" TEXT',
    '"paused_from" TEXT',
    '"paused_until" TEXT',
    """"pauses" TEXT NOT NULL DEFAULT '[]'""",
)


def up(_migrator: Any, db: Any) -> None:
    """Add the columns; runs inside the runner's transaction."""
    for column in COLUMNS:
        db.execute_sql(f'ALTER TABLE "clock_row" ADD COLUMN {column}')
