"""`app.py ledger`: a ledger as a workbook, by a layout of the office or from a file."""

import argparse
from datetime import date
from pathlib import Path

from exports.ledger.workbook import STEP
from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import Layout, read_layout
from models.findings_access import WHO_MAY_LOOK
from models.operations.ledgers import export_ledger
from models.queries.ledger import find_layout, known_layouts
from models.session import Session
from procedures.problems import Problem, RuleError
from ui import clock
from ui.commands.running import DONE, CallError, progress, read_text
from ui.opening import open_office

LAYOUT_FILE, WORKBOOK = ".toml", ".xlsx"
LARGE = 20_000  # rows


def run(asked: argparse.Namespace) -> int:
    """Write the workbook; one line on standard output: where it is and how many rows it has."""
    target = Path(asked.out)
    since, until = _day(asked.since, "--from"), _day(asked.until, "--until")
    if target.suffix.casefold() != WORKBOOK:
        raise CallError([f"--out：应为 {WORKBOOK} 文件，而不是“{asked.out}”"])
    if since is not None and until is not None and until < since:
        raise CallError([f"--until（{until}）早于 --from（{since}）"])
    with open_office(asked.data) as session:
        layout = _layout(session, asked.layout)
        question = LedgerQuestion(layout, clock.today(), since, until, unmasked=asked.unmask)
        written = export_ledger(
            session,
            question,
            target,
            actor=session.device.id,
            now=clock.now(),
            with_pivot=layout.pivot is not None,
            progress=_tell_tenths,
        )
    print(f"{written.path}\t{written.rows} 行")
    for note in written.notes:
        progress(note)
    return DONE


def _tell_tenths(done: int, total: int) -> None:
    """One line for each tenth of a ledger that takes its time."""
    if total >= LARGE and done % (total // 10) < STEP:
        progress(f"已写 {done} / {total} 行")


def _layout(session: Session, name: str) -> Layout:
    """The layout of a name or file; CallError where there is none, RuleError for what a text command may not show."""
    layout = read_layout(read_text(name), name) if name.endswith(LAYOUT_FILE) else _known(session, name)
    if layout.source == "findings":
        raise RuleError([Problem(WHO_MAY_LOOK, remedy="文字命令不知道是谁在用，请在窗口里导出")])
    return layout


def _known(session: Session, name: str) -> Layout:
    known = find_layout(session, name)
    if known is None:
        names = "、".join(each.name for each in known_layouts(session))
        raise CallError([f"没有名为“{name}”的布局；现有：{names}"])
    if known.layout is None:
        raise CallError([known.wrong])
    return known.layout


def _day(told: str | None, argument: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise CallError([f"{argument}：应为日期，例如 2024-09-18，而不是“{told}”"]) from None
