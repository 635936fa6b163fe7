"""The tables of what the demonstration found: one line a sample, the filings, the deadlines of the spine."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from procedures.assess import Assessment
from procedures.clocks import ClockState
from procedures.thresholds import PartyVerdict
from ui.commands.demo_answers import Outcome
from ui.commands.demo_filing import filing_rows
from ui.commands.demo_range import range_words

PROCEDURES = {"simple": "简易", "general": "普通", None: "未定"}
YES_NO = {True: "是", False: "否", None: "未定"}
# the clocks of the spine, with the words above their columns
SPINE = {
    "opening_decision": "立案",
    "preservation_disposal": "登记保存",
    "seizure_end": "查封扣押",
    "statement_period": "陈述申辩",
    "hearing_request": "听证申请",
    "decision": "作出决定",
    "service": "送达",
    "public_notice_effective": "公告生效",
    "publication": "公示",
    "payment": "缴款",
    "major_filing": "备案",
}
MARKS = {"overdue": "逾", "met_late": "迟", "suspended": "停", "running": "…"}
LATE = frozenset({"overdue", "met_late"})
LEGEND = (
    "期限为届满日；“迟”是过期后才办，“逾”是过期未办，“停”是中止，“…”是还在进行。",
    "c01 至 c12 是公布的案件，公布以外的内容为构造，列在各脚本的 constructed；simple 两件全部为构造。",
)
GAP = "  "


def summary_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Procedure, hearing, filing, warnings, papers and agreement of each sample, every party on a line of its own."""
    rows: list[tuple[str, ...]] = [("案件", "截至", "程序", "听证", "备案", "幅度", "异议", "信号", "文书", "相符")]
    rows += [row for outcome in outcomes for row in _summary(outcome)]
    yield from _table(rows)


def filing_lines(outcomes: Sequence[Outcome], recipients: Mapping[str, str]) -> Iterator[str]:
    """Major or not by which comparison, and the filing with each recipient (id to name), one line a decision."""
    rows: list[tuple[str, ...]] = [("案件", "当事人", "重大", "比较（附件2 第二条）", *recipients.values())]
    for outcome in outcomes:
        rows += filing_rows(outcome.name, outcome.judged, recipients)
    yield ""
    yield from _table(rows)


def deadline_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The last days of the spine, a sample a line."""
    shown = {outcome.name: _ends(outcome.assessment) for outcome in outcomes}
    used = [clock for clock in SPINE if any(clock in ends for ends in shown.values())]
    rows = [("案件", *(SPINE[clock] for clock in used))]
    rows += [(name, *(ends.get(clock, "—") for clock in used)) for name, ends in shown.items()]
    yield ""
    yield from _table(rows)
    yield from LEGEND


def _summary(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    found = outcome.assessment
    counts = (str(len(found.objections)), str(len(found.signals)), str(sum(outcome.papers.values())))
    for number, verdict in enumerate(found.parties):
        first = number == 0
        head = (outcome.name, str(outcome.day)) if first else ("", "")
        tail = (*counts, "✗" if outcome.differences else "✓") if first else ("", "", "", "")
        yield (*head, *_verdict(verdict), range_words(outcome.ranges, verdict.party), *tail)


def _verdict(verdict: PartyVerdict) -> tuple[str, str, str]:
    return PROCEDURES[verdict.procedure], YES_NO[verdict.hearing_right], YES_NO[verdict.major]


def _ends(assessment: Assessment) -> dict[str, str]:
    """The last day of each clock of the spine; of several of one kind the first that is late, else the first."""
    ends: dict[str, ClockState] = {}
    for state in assessment.deadlines:
        known = ends.get(state.clock.id)
        if state.clock.id in SPINE and (known is None or (known.state not in LATE and state.state in LATE)):
            ends[state.clock.id] = state
    return {clock: f"{state.clock.due}{MARKS.get(state.state, '')}" for clock, state in ends.items()}


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
