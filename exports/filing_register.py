"""The register of filings (备案登记表) as a printable pdf: landscape A4, the head repeated, page x of y."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from exports.pdf import render_pdf
from forms.blocks import Block, Cell, Grid, Paper, Row, Run, Space, Text
from forms.dates import day
from procedures.filing import STATE_WORDS, FilingState

TITLE = "重大行政处罚决定备案登记表"
NOTHING = "这段时间没有须备案的决定"
HEAD, STEP = 12.0, 11.0  # least heights in mm
# words above the column and its width in mm; together the width of a landscape page
COLUMNS = (
    ("序\n号", 9.0),
    ("决定书文号", 30.0),
    ("当事人、案由", 30.0),
    ("处罚", 38.0),
    ("决定日", 23.0),
    ("备案机关", 25.0),
    ("备案期限\n（原定、顺延）", 30.0),
    ("报送日", 23.0),
    ("收件人\n收件日、编号", 26.0),
    ("办理和\n审查结果", 19.0),
)


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """What stands above the register: the agency, the days it covers (both included), who made it and when."""

    agency: str
    since: date
    until: date
    printed_on: date
    printed_by: str = ""


class RegisterLine(Protocol):
    """One filing with one recipient, as the register of filings gives it.

    Lines that follow each other with the same source and decision share its cells. `plain_due` is the unrolled day,
    `due` the day that counts.
    """

    @property
    def source_id(self) -> str: ...
    @property
    def decision(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def party_name(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def penalty(self) -> str: ...
    @property
    def decided_on(self) -> date: ...
    @property
    def recipient_name(self) -> str: ...
    @property
    def plain_due(self) -> date: ...
    @property
    def due(self) -> date: ...
    @property
    def state(self) -> FilingState: ...
    @property
    def filed_on(self) -> date | None: ...
    @property
    def received_on(self) -> date | None: ...
    @property
    def receiver(self) -> str: ...
    @property
    def receipt_no(self) -> str: ...


def render_register(rows: Sequence[RegisterLine], head: RegisterHead) -> bytes:
    """The register as pdf bytes; the same lines give the same bytes. RuleError for a character no font has."""
    return render_pdf(register_paper(rows, head))


def register_paper(rows: Sequence[RegisterLine], head: RegisterHead) -> Paper:
    """The register as a block tree: decisions in the order given, each kept on one page with its recipients."""
    decisions = [tuple(group) for _, group in groupby(rows, key=lambda row: (row.source_id, row.decision))]
    told = f"决定日期：{day(head.since)}至{day(head.until)}　　共{len(decisions)}件、{len(rows)}处"
    maker = f"制表人：{head.printed_by}　　" if head.printed_by else ""
    blocks: tuple[Block, ...] = (
        Text((Run(head.agency),), "grid_agency"),
        Text((Run(TITLE),), "list_title"),
        _line(told, f"{maker}制表日期：{day(head.printed_on)}"),
        Space(2.0),
        Grid(tuple(width for _, width in COLUMNS), (_heads(), *_body(decisions))),
    )
    return Paper("", TITLE, "wide", blocks, (Text((Run(f"{TITLE}（续页）"),), "continued"),))


def _line(left: str, right: str) -> Grid:
    width = sum(width for _, width in COLUMNS)
    cells = (
        Cell((Text((Run(left),), "list_cell"),), edges=""),
        Cell((Text((Run(right),), "list_sum"),), edges=""),
    )
    return Grid((width / 2, width / 2), (Row(cells, 6.0, keep_next=True),), framed=False)


def _heads() -> Row:
    cells = tuple(_cell("list_head", *words.split("\n")) for words, _ in COLUMNS)
    return Row(cells, HEAD, keep_next=True, header=True)


def _body(decisions: Sequence[Sequence[RegisterLine]]) -> Iterator[Row]:
    if not decisions:
        yield Row((_cell("list_mid", NOTHING, span=len(COLUMNS)),), STEP)
    for number, filings in enumerate(decisions, 1):
        for place, row in enumerate(filings):
            shared = _decision(number, row, len(filings)) if place == 0 else ()
            yield Row((*shared, *_filing(row)), STEP, keep_next=place < len(filings) - 1)


def _decision(number: int, row: RegisterLine, down: int) -> tuple[Cell, ...]:
    return (
        _cell("list_mid", str(number), down=down),
        _cell("list_cell", row.number or "（没有文号）", down=down),
        _cell("list_cell", row.party_name or row.title, row.cause.removeprefix("涉嫌"), down=down),
        # a sum on paper has no thousands separator
        _cell("list_cell", row.penalty.replace(",", ""), down=down),
        _cell("list_mid", _day(row.decided_on), down=down),
    )


def _filing(row: RegisterLine) -> tuple[Cell, ...]:
    rolled = f"顺延{_day(row.due)}" if row.due != row.plain_due else ""
    late = "（逾期）" if row.filed_on and row.filed_on > row.due else ""
    return (
        _cell("list_cell", row.recipient_name),
        _cell("list_mid", _day(row.plain_due), rolled),
        _cell("list_mid", _day(row.filed_on), late),
        _cell("list_cell", row.receiver, _day(row.received_on), row.receipt_no),
        _cell("list_cell", STATE_WORDS[row.state]),
    )


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _cell(style: str, *lines: str, span: int = 1, down: int = 1) -> Cell:
    return Cell(tuple(Text((Run(line),), style) for line in lines if line), span, down)
