"""A ledger as a workbook, read in one state of the database; the journal says who exported one or saw it unmasked."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from exports.ledger.book import Book, Part, Written
from exports.ledger.target import TargetError
from exports.ledger.workbook import Cancel, Progress, write_workbook
from forms.ledger.columns import columns_of
from forms.ledger.counting import LedgerCount, LedgerQuestion
from forms.ledger.layout import Layout
from forms.ledger.masking import MASKED, UNMASKED
from models.entries import NewEntry
from models.errors import StorageError
from models.ledger_pivot import pivot
from models.ledger_reading import NO_YEAR, ledger_count, ledger_rows, ledger_years
from models.operations.unit import change_office, own_day, refuse_unfit_text
from models.register import registered_officers
from models.session import Session
from procedures.zone import CHINA

ROWS_OF_CASES = "每个处罚决定一行；同一案件有几个当事人或者几个决定的，有几行；还没有决定的当事人一行，决定各列为空"
ROWS_OF_FILINGS = "每个决定（或者文件）报送每个备案机关一行"
AMOUNTS = "以元为单位；合计是公式，筛选以后只计显示的行"


def export_ledger(
    session: Session,
    question: LedgerQuestion,
    target: Path,
    *,
    actor: str,
    now: datetime,
    with_pivot: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Written:
    """Write the ledger as it is asked for, whole or not at all, and record that it was exported, by whom and what.

    `progress(done, total)` is told of rows and stops the work by raising, `cancel()` by saying True
    (LedgerCancelledError). Raises StorageError, also for a file that another program has open; RuleError for a pivot
    without end and for words that can't be kept.
    """
    with session.database.reading():
        count = ledger_count(session, question)
        exported = _exported(question, target, count, now)
        refuse_unfit_text([exported])
        book = _book(session, question, count, actor, now, with_pivot)
        try:
            written = write_workbook(book, target, count.rows, progress=progress, cancel=cancel)
        except TargetError as error:
            raise StorageError(error.file, error.reason, error.remedy) from error
    change_office(session, [exported], actor=actor, now=now)
    return written


def record_unmasked(session: Session, question: LedgerQuestion, *, actor: str, now: datetime) -> None:
    """Record that a ledger was looked at with its personal columns whole: which, by whom, under which conditions.

    Nothing is recorded of a question that shows nothing whole. Raises RuleError for words that can't be kept,
    StorageError.
    """
    if not (question.unmasked and _has_personal(question.layout)):
        return
    with session.database.reading():
        rows = ledger_count(session, question).rows
    told = {
        "layout": question.layout.name,
        "source": question.layout.source,
        "columns": [column.label for column in question.layout.shown() if column.personal],
        "conditions": question.told,
        "rows": rows,
    }
    change_office(session, [NewEntry("ledger_unmasked", own_day(now), told)], actor=actor, now=now)


def _exported(question: LedgerQuestion, target: Path, count: LedgerCount, now: datetime) -> NewEntry:
    told = {
        "layout": question.layout.name,
        "source": question.layout.source,
        "conditions": question.told,
        "file": target.name,
        "rows": count.rows,
        "unmasked": question.unmasked and _has_personal(question.layout),
    }
    return NewEntry("ledger_exported", own_day(now), told)


def _book(
    session: Session, question: LedgerQuestion, count: LedgerCount, actor: str, now: datetime, with_pivot: bool
) -> Book:
    layout = question.layout
    table = pivot(session, question, layout.pivot) if with_pivot and layout.pivot is not None else None
    return Book(
        title=layout.name,
        columns=layout.shown(),
        widths=tuple(layout.width_of(key) for key in layout.columns),
        totals=layout.totals,
        conditions=f"条件：{question.told}　{count}",
        made="　".join(_made(session, question, actor, now)),
        made_at=now,
        parts=_parts(session, question, count),
        remarks=tuple(_remarks(question)),
        pivot=table,
    )


def _made(session: Session, question: LedgerQuestion, actor: str, now: datetime) -> Iterator[str]:
    yield f"制表：{now.astimezone(CHINA):%Y-%m-%d %H:%M}"
    known = registered_officers(session.database, [actor]).get(actor)
    if known is not None:
        yield known.officer.name
    yield f"截至 {question.today}"
    yield f"规则 {session.rulebook.version}"
    if _has_personal(question.layout):
        yield UNMASKED if question.unmasked else MASKED


def _parts(session: Session, question: LedgerQuestion, count: LedgerCount) -> Iterator[Part]:
    layout = question.layout
    years = ledger_years(session, question) if layout.per_year else ()
    if not years:
        yield Part(layout.name, ledger_rows(session, question), count.rows)
    for year, rows in years:
        title = f"无{_period_label(layout)}" if year == NO_YEAR else f"{year}年"
        yield Part(title, ledger_rows(session, question, year=year), rows)


def _remarks(question: LedgerQuestion) -> Iterator[tuple[str, str]]:
    layout = question.layout
    if layout.source in _ROWS:
        yield "行", _ROWS[layout.source]
    if any(column.kind == "money" for column in layout.shown()):
        yield "金额", AMOUNTS
    if layout.per_year:
        yield "分表", f"按{_period_label(layout)}的年份"
    if _has_personal(layout):
        masked = "、".join(column.label for column in layout.shown() if column.personal)
        yield "个人信息", f"{masked}：{'未遮盖' if question.unmasked else '已遮盖'}"


def _period_label(layout: Layout) -> str:
    return columns_of(layout.source)[layout.period].label


def _has_personal(layout: Layout) -> bool:
    return any(column.personal for column in layout.shown())


_ROWS = {"cases": ROWS_OF_CASES, "filings": ROWS_OF_FILINGS}
