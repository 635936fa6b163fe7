"""Fills a data folder with N constructed on-the-spot cases by bulk insert, every digest valid.

usage: python benchmarks/make_office.py FOLDER N
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from forms.schema import load_forms
from models import search
from models.casefile import entries_from_case, file_from_entries
from models.entries import Entry, case_stream, new_id
from models.folder import DataFolder
from models.journal import make_entry, store
from models.operations.unit import sign_head
from models.projections import CaseRows, case_rows
from models.session import Session, open_session
from models.tables.projections import CASE_TABLES
from procedures.case import Act, Case
from procedures.rulebook import load_rulebook
from procedures.script import read_script_file
from procedures.zone import local_day
from resources import path

BATCH = 500
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚"
TOWNS = ("城关镇", "河口镇", "石桥镇", "新店乡", "白马乡", "龙泉镇", "青山镇", "太平桥镇")
FIRST_DAY = date(2024, 1, 8)


def make_office(session: Session, number: int, *, seed: int = 1) -> int:
    """Add `number` cases to the office in transactions of 500, and return how many acts they hold."""
    sample = read_script_file(path("samples", "simple-citizen.toml"))
    chance = random.Random(seed)
    acts = 0
    for start in range(0, number, BATCH):
        made = [_case(sample, place, chance) for place in range(start, min(start + BATCH, number))]
        acts += sum(len(case.acts) for case in made)
        _insert(session, made)
    with session.database.transaction():
        sign_head(session, datetime.now(UTC))
    return acts


def _case(sample: Case, place: int, chance: random.Random) -> Case:
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(("", *GIVEN))
    town = chance.choice(TOWNS)
    shift = FIRST_DAY + timedelta(days=chance.randrange(900)) - sample.acts[0].on
    party = replace(sample.parties[0], name=name, address=f"某县{town}某村{place % 30 + 1}组", identity_no="")
    done = sample.acts if place % 3 else sample.acts[:2]
    return replace(
        sample,
        title=f"{name}销售未加施标识的畜禽案",
        as_of=None,
        parties=(party,),
        conducts=tuple(replace(one, on=one.on + shift, discovered_on=None) for one in sample.conducts),
        acts=tuple(_moved(act, shift, place) for act in done),
    )


def _moved(act: Act, shift: timedelta, place: int) -> Act:
    document = act.document
    if document is not None:
        document = replace(document, number=f"某农（畜牧）当罚〔2024〕{place + 1}号", issued_on=act.on + shift)
    return replace(act, on=act.on + shift, document=document)


def _insert(session: Session, cases: Sequence[Case]) -> None:
    entries: list[Entry] = []
    rows: list[CaseRows] = []
    for case in cases:
        made = tuple(_entries(session, case))
        entries += made
        case_id = made[0].stream.removeprefix("case/")
        rows.append(case_rows(case_id, file_from_entries(made), made[-1], made, session.rulebook))
    with session.database.transaction():
        store(session.database, entries)
        for table in CASE_TABLES:
            session.database.insert(table, [row for one in rows for row in dict(one.by_table())[table]])
        search.put_texts(session.database, [(one.case_id, one.text) for one in rows])


def _entries(session: Session, case: Case) -> Iterator[Entry]:
    day = max(act.on for act in case.acts)
    now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    stream, parent = case_stream(new_id(now)), ""
    for seq, new in enumerate(entries_from_case(case, local_day(now)), 1):
        entry = make_entry(new, stream, seq, parent, actor="A", device=session.device.id, now=now)
        parent = entry.digest
        yield entry


def main(arguments: Sequence[str]) -> int:
    """Fill the folder named first with as many cases as named second."""
    if len(arguments) != 2 or not arguments[1].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    folder = DataFolder(Path(arguments[0]).absolute())
    with open_session(folder, load_rulebook, lambda: load_forms(path("forms"))) as session:
        acts = make_office(session, int(arguments[1]))
    print(f"{arguments[1]} 件案件，{acts} 条办案行为：{folder.database}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
