"""Layouts of ledgers that the office keeps: recording one, also from a file, and removing it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from exports.ledger.layout_file import write_layout
from forms.ledger.layout import Layout, layout_problems, read_layout, shipped_layouts
from models.entries import NewEntry, new_id
from models.office import layout_entry
from models.operations.unit import change_office, own_day, refuse
from models.session import Session
from models.tables.ledger import LayoutRow
from procedures.problems import Problem, RuleError


def record_layout(session: Session, layout: Layout, *, actor: str, now: datetime) -> Layout:
    """Keep a layout; one without an id is given one, one with an id replaces what was kept under it.

    Raises RuleError for a name that another layout has and for what a layout can't hold, StorageError.
    """
    problems = [Problem(wrong, where=key) for key, wrong in layout_problems(layout)]
    if problems:
        raise RuleError(problems)
    with session.database.transaction():
        _refuse_taken_name(session, layout)
        kept = layout if layout.id else replace(layout, id=new_id(now))
        entry = layout_entry(kept.id, kept.name, kept.source, write_layout(kept), own_day(now))
        change_office(session, [entry], actor=actor, now=now)
    return kept


def take_in_layout(session: Session, told: str, file: str, *, actor: str, now: datetime) -> Layout:
    """Keep a layout that came as a file; a number behind its name tells it from one that is kept already.

    Raises DataError naming file and key, RuleError, StorageError.
    """
    layout = read_layout(told, file)
    with session.database.transaction():
        taken = set(_taken_names(session, ""))
        names = (layout.name if number == 1 else f"{layout.name} {number}" for number in range(1, len(taken) + 2))
        free = next(name for name in names if name not in taken)
        return record_layout(session, replace(layout, name=free), actor=actor, now=now)


def remove_layout(session: Session, layout_id: str, *, actor: str, now: datetime) -> None:
    """Take a kept layout off the list; what was made by it stays. Raises RuleError, StorageError."""
    with session.database.transaction():
        if session.database.one(LayoutRow.select(LayoutRow.name).where(LayoutRow.layout_id == layout_id)) is None:
            raise refuse("这个布局已经不在", where="layout", remedy="请刷新后重新选择")
        entry = NewEntry("layout_removed", own_day(now), {"layout": layout_id})
        change_office(session, [entry], actor=actor, now=now)


def _refuse_taken_name(session: Session, layout: Layout) -> None:
    if layout.name in _taken_names(session, layout.id):
        raise refuse(f"已有名为“{layout.name}”的布局", where="name", remedy="请换一个名称，或者在那个布局上修改")


def _taken_names(session: Session, apart_from: str) -> Iterator[str]:
    yield from (layout.name for layout in shipped_layouts())
    query = LayoutRow.select(LayoutRow.name).where(LayoutRow.layout_id != apart_from)
    yield from (str(name) for (name,) in session.database.rows(query))
