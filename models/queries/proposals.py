"""Proposed findings (过错线索) of the whole office: what stands on a day, from stored rows."""

import json
from datetime import date
from typing import Any

from models.database import Row
from models.queries.filing_lines import ProposalLine
from models.queries.rows import day
from models.session import Session
from models.tables.filing import ProposalRow

MOST = 1000


def proposals_of(
    session: Session,
    today: date,
    *,
    article: int | None = None,
    item: int | None = None,
    source_id: str = "",
    key: str = "",
    established: bool | None = None,
    limit: int = MOST,
) -> tuple[ProposalLine, ...]:
    """Proposals that stand at the end of `today`, the newest first; narrowed by item, by case or matter, by key."""
    query = ProposalRow.select().where(ProposalRow.since <= today.isoformat())
    given: tuple[tuple[Any, Any], ...] = (
        (ProposalRow.article, article),
        (ProposalRow.item, item),
        (ProposalRow.source_id, source_id or None),
        (ProposalRow.key, key or None),
        (ProposalRow.established, None if established is None else int(established)),
    )
    for column, wanted in given:
        if wanted is not None:
            query = query.where(column == wanted)
    order = (ProposalRow.since.desc(), ProposalRow.source_id.desc(), ProposalRow.key.desc())
    return tuple(_line(row) for row in session.database.rows(query.order_by(*order).limit(limit)))


def proposal_counts(session: Session, today: date) -> dict[tuple[int, int], int]:
    """How many proposals stand at the end of `today` under each (article, item)."""
    rows = session.database.sql(
        'SELECT "article", "item", count(*) FROM "proposal_row" WHERE "since" <= ? GROUP BY "article", "item"',
        (today.isoformat(),),
    )
    return {(article, item): int(count) for article, item, count in rows}


def _line(row: Row) -> ProposalLine:
    values = dict(zip(_COLUMNS, row, strict=True))
    values |= {"certain": bool(values["certain"]), "established": bool(values["established"])}
    values |= {"acts": tuple(json.loads(values["acts"])), "since": day(values["since"])}
    return ProposalLine(**values)


_COLUMNS = tuple(field.name for field in ProposalRow._meta.sorted_fields)
