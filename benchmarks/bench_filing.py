"""The filing desk over 100,000 cases beside the bare SQL of it: opening, closed ones, words, what the county owes.

usage: python benchmarks/bench_filing.py [CASES]
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from peewee import Model

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_office import GIVEN, SURNAMES
from benchmarks.measuring import interleaved, seconds
from models import search
from models.entries import new_id
from models.operations.cases import open_case
from models.queries.filing import county_owes, filing_counts, filing_desk
from models.session import Session
from models.tables.filing import FILING_TABLES
from models.tables.projections import CaseRow
from procedures.case import Act, Case, Document, Officer, Party
from ui.opening import open_office

CASES = 100_000
AIM_MS = 100
ROUNDS = 15
BATCH = 2000
DAY = re.compile(r"20\d\d-\d\d-\d\d")
DECIDED = date(2024, 3, 4)
TODAY = date(2026, 11, 24)
NAME = "某某农资经营部"
FINES = {"major": 30_000_00, "minor": 3_000_00}
PARTS = {"report": True, "evidence_copies": True, "decision_copy": True}
BOTH = ("city_government", "superior_department")
TABLES: tuple[type[Model], ...] = (CaseRow, *FILING_TABLES)
Rows = Mapping[type[Model], Sequence[tuple[Any, ...]]]
# Of a thousand cases: how many there are, the fine, what followed the decision, and within how many days of today.
SHARES: tuple[tuple[int, str, tuple[str, ...], int], ...] = (
    (600, "minor", (), 900),
    (370, "major", ("filed", "no_objection"), 900),
    (15, "major", ("filed",), 90),
    (3, "major", ("filed", "problems"), 90),
    (10, "major", (), 20),
    (2, "major", ("incomplete",), 20),
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A really projected case: its id, its rows by table, what it is found by, and how far back its copies lie."""

    case_id: str
    rows: Rows
    text: str
    days: int


def main(cases: int = CASES) -> None:
    """Print how long each view of the desk takes, in milliseconds, beside the bare SQL."""
    with tempfile.TemporaryDirectory() as place, open_office(Path(place) / "filing") as session:
        begun = time.perf_counter()
        filings = make_filings(session, cases)
        print(f"{cases} cases with {filings} filings, made in {time.perf_counter() - begun:.0f} s")
        for name, work in WORKS.items():
            _measure(session, name, work)


def make_filings(session: Session, cases: int, *, seed: int = 1) -> int:
    """Fill the lists with copies of a few really projected cases on other days; returns how many filings there are."""
    chance = random.Random(seed)
    patterns = [_pattern(session, fine, after, days) for _, fine, after, days in SHARES]
    chosen = chance.choices(patterns, [share for share, *_ in SHARES], k=cases)
    for start in range(0, cases, BATCH):
        _insert(session, chosen[start : start + BATCH], chance)
    return int(session.database.sql('SELECT count(*) FROM "filing_row"')[0][0])


def _measure(session: Session, name: str, work: Callable[[Session], object]) -> None:
    statements = _sent(session, work)
    works = {"product": partial(seconds, partial(work, session)), "bare": partial(_bare, session, statements)}
    times = interleaved(works, ROUNDS)
    product, bare = times["product"] * 1000, times["bare"] * 1000
    verdict = f"  aim {AIM_MS} ms  {'reached' if product <= AIM_MS else 'MISSED'}" if name in OPENING else ""
    print(f"{name:<44} {product:9.2f} ms  {bare:9.2f} ms  {product / bare:6.2f}{verdict}")


def _sent(session: Session, work: Callable[[Session], object]) -> list[tuple[str, Any]]:
    """The statements that a query sends to the driver."""
    sent: list[tuple[str, Any]] = []
    driver: Any = session.database.driver
    execute = driver.execute_sql

    def noted(sql: str, params: Any = None, *rest: Any, **more: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, *rest, **more)

    driver.execute_sql = noted
    try:
        work(session)
    finally:
        del driver.execute_sql
    return sent


def _bare(session: Session, statements: Sequence[tuple[str, Any]]) -> float:
    """The same statements with the driver's cursor alone."""
    driver: Any = session.database.driver
    cursor = driver.connection().cursor()

    def run() -> None:
        for sql, params in statements:
            cursor.execute(sql, params or ()).fetchall()

    return seconds(run)


def _pattern(session: Session, fine: str, after: Sequence[str], days: int) -> Pattern:
    case = _case(FINES[fine], [act for step in after for act in _acts(step)])
    change = open_case(session, case, actor="A", now=datetime(2024, 6, 3, 1, tzinfo=UTC))
    rows: dict[type[Model], list[tuple[Any, ...]]] = {}
    for table in TABLES:
        key = "source_id" if "source_id" in table._meta.fields else "case_id"
        query = table.select().where(table._meta.fields[key] == change.case_id)
        rows[table] = session.database.rows(query)
    text = session.database.sql('SELECT "text" FROM "case_text" WHERE "case_id" = ?', (change.case_id,))[0][0]
    return Pattern(change.case_id, rows, text, days)


def _case(fine: int, acts: Sequence[Act]) -> Case:
    document = Document("29", "某农（农药）罚〔2024〕1号", DECIDED)
    decision = Act("decision", "decision_made", DECIDED, officers=("A",), fields={"fine": fine}, document=document)
    return Case(
        title=f"{NAME}经营假农药案",
        cause="经营假农药",
        sector="pesticide",
        officers=(Officer("A", "陈某"),),
        parties=(Party("p1", "legal_person", NAME, in_business=True, address="某县某镇"),),
        acts=(decision, *acts),
    )


def _acts(step: str) -> Iterator[Act]:
    for recipient in BOTH:
        kind, fields = "filing_reviewed", dict[str, Any](outcome=step)
        if step in ("filed", "incomplete"):
            kind, fields = "major_filed", {**PARTS, "evidence_copies": step == "filed"}
        on = DECIDED + timedelta(9 if kind == "major_filed" else 30)
        yield Act(
            f"{kind}-{recipient}", kind, on, officers=("A",), ref="decision", fields=fields | {"recipient": recipient}
        )


def _insert(session: Session, chosen: Sequence[Pattern], chance: random.Random) -> None:
    made: dict[type[Model], list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    texts: list[tuple[str, str]] = []
    for pattern in chosen:
        case_id = new_id(datetime.now(UTC))
        copy = _Copy(pattern, case_id, chance)
        for table, rows in pattern.rows.items():
            made[table] += [tuple(copy.of(value) for value in row) for row in rows]
        texts.append((case_id, copy.of(pattern.text)))
    with session.database.transaction():
        for table, rows in made.items():
            session.database.insert(table, rows)
        search.put_texts(session.database, texts)


class _Copy:
    """The values of a pattern under another id, another name, moved by some days."""

    def __init__(self, pattern: Pattern, case_id: str, chance: random.Random) -> None:
        name = "".join(chance.choice(letters) for letters in (SURNAMES, GIVEN, GIVEN))
        self._words = ((pattern.case_id, case_id), (NAME, f"{name}农资经营部"))
        self._shift = TODAY - timedelta(chance.randrange(pattern.days)) - DECIDED

    def of(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        for old, new in self._words:
            value = value.replace(old, new)
        return DAY.sub(lambda found: str(date.fromisoformat(found[0]) + self._shift), value)


OPENING: Mapping[str, Callable[[Session], object]] = {
    "filing desk, opened": lambda session: filing_desk(session, TODAY),
    "filing desk, closed ones": lambda session: filing_desk(session, TODAY, view="closed"),
}
WORKS: Mapping[str, Callable[[Session], object]] = {
    **OPENING,
    "filing desk, found by a name": lambda session: filing_desk(session, TODAY, words="王伟", view="all"),
    "filing desk, found by a word of every case": lambda session: filing_desk(session, TODAY, words="农资", view="all"),
    "what the county owes": lambda session: county_owes(session, TODAY),
    "filings counted for the rail": lambda session: filing_counts(session, TODAY),
}

if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:2]))
