"""What a walked sample has come to, beside what was expected of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from exports.script import write_script
from models.queries.cases import StoredCase, read_case
from models.session import Session
from procedures.answer import as_json, as_text
from procedures.assess import Assessment, assess, default_day
from procedures.case import Case
from procedures.expected import differences
from procedures.goods import goods_ledger
from procedures.goods_value import goods_value, illegal_gains
from procedures.rulebook import Rulebook
from ui.commands.demo_filing import Judged, as_rows, judged_in
from ui.commands.demo_range import Ranged, range_rows, ranges_in
from ui.commands.expectations import WARNINGS, Expectations, Mend
from ui.commands.render import FORMATS, Names, write_issued
from ui.commands.running import write_whole
from ui.commands.walk.walked import Walked

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sample after its walk: what the rules say of the walked case, its papers, and every difference.

    `judged` says which decisions are major and how their filings stand, `ranges` between what sums their fines may lie.
    `refused` are the papers that were refused as
    expected, before a published fact was mended.
    """

    name: str
    day: date
    assessment: Assessment
    judged: tuple[Judged, ...]
    ranges: tuple[Ranged, ...]
    papers: Mapping[str, int]
    differences: tuple[str, ...]
    refused: tuple[str, ...]


def outcome_of(session: Session, name: str, sample: Case, walked: Walked, expected: Expectations, out: Path) -> Outcome:
    """Write papers, script and answer of a walked case into `out` and compare it with what the sample expects.

    The published script and the walked case are both held against it; of a mended act the script alone.
    """
    stored = read_case(session, walked.change.case_id)
    day = default_day(sample)
    assert day is not None, "a sample holds acts"
    assessment = assess(stored.file.case, session.rulebook, day)
    _write(session, stored, assessment, out)
    papers = _papers(stored)
    told = [str(refusal) for refusal in walked.refused]
    told += _of_case(sample, expected, session.rulebook, day)
    if not expected.mended:
        told += _of_case(stored.file.case, expected, session.rulebook, day, sample.expect)
    judged = judged_in(stored.file.case, session.rulebook, day)
    told += differences(expected.filing, as_rows(judged), "备案") if expected.filing else ()
    ranges = ranges_in(stored.file.case, session.rulebook, day)
    told += differences(expected.ranges, range_rows(ranges), "幅度") if expected.ranges else ()
    told += differences(expected.goods, goods_figures(sample, day), "物品") if expected.goods else ()
    told += _of_papers(expected.papers, papers)
    told += [line for mend in expected.mended for line in _of_mend(mend, walked)]
    refused = tuple(str(refusal) for refusal in walked.refused_at_first)
    return Outcome(name, day, assessment, judged, ranges, papers, tuple(dict.fromkeys(told)), refused)


def goods_figures(case: Case, day: date) -> Mapping[str, Any]:
    """The goods of a case in figures: quantities of all lines together, value and gains in yuan as worked out."""
    lines = goods_ledger(case, day).lines
    names = ("found", "sold", "sampled", "returned", "confiscated", "surrendered", "disposed", "custody")
    sums = {name: sum((getattr(line, name) for line in lines), Decimal(0)) for name in names}
    worth = goods_value(case.goods)
    money = {"value": worth.total, "value_unsold": worth.unsold, "gains": illegal_gains(case.goods).total}
    return {
        "kinds": len(lines),
        **sums,
        "left": sums["found"] - sums["sold"] - sums["sampled"],
        **{name: (Decimal(fen) / 100).quantize(CENT) for name, fen in money.items()},
    }


def _write(session: Session, stored: StoredCase, assessment: Assessment, out: Path) -> None:
    for _ in write_issued(session, stored, out, FORMATS, Names()):
        pass
    write_whole(out / "case.toml", write_script(stored.file.case).encode())
    write_whole(out / "assessment.json", as_text(assessment).encode())


def _papers(stored: StoredCase) -> Mapping[str, int]:
    """How many papers of each form are issued and not cancelled."""
    return Counter(paper.form for paper in stored.file.documents if paper.cancelled_on is None)


def _of_case(
    case: Case, expected: Expectations, rulebook: Rulebook, day: date, expect: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """Differences of the answer on the sample's day and on the other days that are looked at."""
    answer = as_json(assess(case, rulebook, day))
    yield from differences(case.expect if expect is None else expect, answer)
    if expected.warnings:
        yield from differences(expected.warnings, {name: len(answer[name]) for name in WARNINGS}, "提示数")
    for view in expected.views:
        answer = as_json(assess(case, rulebook, view.on))
        yield from (f"{view.on} {line}" for line in differences(view.expect, answer))


def _of_papers(expected: Mapping[str, int], found: Mapping[str, int]) -> Iterator[str]:
    if not expected:
        return
    yield from differences(expected, found, "文书")
    extra = [form for form in found if form not in expected]
    if extra:
        yield f"文书：没有预期的有 {'、'.join(extra)}"


def _of_mend(mend: Mend, walked: Walked) -> Iterator[str]:
    """The papers that had to be refused with the fact as published, and were not."""
    refused = {refusal.form for refusal in walked.refused_at_first if refusal.act.id == mend.act}
    for form in mend.refused:
        if form not in refused:
            yield f"{mend.act}：照公布的内容本应不予签发文书{form}（{mend.why}），却签发了"
