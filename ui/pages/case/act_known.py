"""What the program already knows of an act that is about to be recorded, and what its page leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from procedures.case import Act
from procedures.kinds import kinds
from ui.pages.case.act_fields import only_party
from ui.pages.case.opened import OpenedCase, decided_on_paper

OFFICE_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "simple_materials_handed_in": "登记材料交回",
        "fine_handed_in": "登记罚款缴至机关",
        "fine_banked": "登记缴付银行",
        "fine_paid": "登记缴款",
        "fine_collected": "登记当场收缴",
        "decision_published": "登记公示",
        "case_closed": "登记结案",
        "case_archived": "登记归档",
    }
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "simple_materials_handed_in": "材料交回机关",
        "fine_handed_in": "罚款缴至机关",
        "fine_banked": "罚款缴付银行",
        "fine_paid": "缴款登记",
        "decision_published": "公示处罚决定",
        "interview_held": "询问",
        "paper_served": "送达文书",
    }
)
MONEY_FROM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "fine_handed_in": ("fine_collected", "当场收缴"),
        "fine_banked": ("fine_handed_in", "缴至机关"),
        "fine_paid": ("on_the_spot_decision", "处罚决定"),
        "fine_collected": ("on_the_spot_decision", "处罚决定"),
    }
)
NO_OFFICERS = frozenset(
    {
        "fine_paid",
        "fine_banked",
        "complaint_received",
        "reconsideration_copy_received",
        "case_closed",
        "case_archived",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """The values of a page before anything is typed, where each comes from, and what the page does not ask."""

    base: Act
    values: Mapping[str, Any]
    sources: Mapping[str, str]
    hidden: frozenset[str] = field(default_factory=frozenset)


def title_of(kind: str) -> str:
    """What the page of an act is called."""
    return TITLES.get(kind) or kinds()[kind].label


def action_of(kind: str) -> str:
    """The verb on the button that records an act."""
    return OFFICE_ACTS.get(kind) or f"登记{title_of(kind)}"


def known_of(kind: str, opened: OpenedCase) -> Known:
    """What is known of an act of this kind in this case, today."""
    base = Act(id="", kind=kind, on=opened.today, party=_party(kind, opened))
    values: dict[str, Any] = {"on": opened.today}
    sources = {"on": "今天"}
    decision = opened.decision()
    if kind not in NO_OFFICERS:
        newest = decision or opened.newest("site_inspected", "interview_held")
        values["officers"] = newest.officers if newest else tuple(each.id for each in opened.case.officers)
        sources["officers"] = "本案执法人员"
    _fill_money(kind, opened, values, sources)
    filler = _FILLERS.get(kind)
    if filler is not None:
        filler(opened, values, sources)
    if kind == "on_the_spot_decision":
        return _planned_again(opened, Known(base, values, sources))
    return Known(base, values, sources, _hidden(kind, opened))


def _party(kind: str, opened: OpenedCase) -> str:
    return only_party(opened.case) if kinds()[kind].names_party == "must" else ""


def _fill_money(kind: str, opened: OpenedCase, values: dict[str, Any], sources: dict[str, str]) -> None:
    if kind not in MONEY_FROM:
        return
    earlier, name = MONEY_FROM[kind]
    act = opened.newest(earlier)
    amount = act.get("amount", act.get("fine")) if act else None
    if act is not None and amount:
        values["amount"] = amount
        sources["amount"] = f"{name} {act.on:%m-%d}"


def _fill_interview(opened: OpenedCase, values: dict[str, Any], sources: dict[str, str]) -> None:
    party = opened.case.parties[0] if opened.case.parties else None
    if party is None:
        return
    values |= {"respondent": party.representative or party.name, "role": "当事人", "certificates_shown": True}
    sources |= {"respondent": "当事人", "role": "当事人"}


def _fill_service(_opened: OpenedCase, values: dict[str, Any], sources: dict[str, str]) -> None:
    values["method"] = "direct"
    sources["method"] = "最常用"


def _fill_closing(opened: OpenedCase, values: dict[str, Any], sources: dict[str, str]) -> None:
    if opened.newest("fine_banked", "fine_paid"):
        values["ground"] = "performed"
        sources["ground"] = "罚款已缴清"


_FILLERS = {
    "interview_held": _fill_interview,
    "paper_served": _fill_service,
    "decision_served": _fill_service,
    "case_closed": _fill_closing,
}


def _hidden(kind: str, opened: OpenedCase) -> frozenset[str]:
    """What this kind of act is not asked for here."""
    hidden: set[str] = set()
    if kinds()[kind].takes_ref != "must":
        hidden.add("ref")
    if kind in OFFICE_ACTS:
        hidden |= {"at", "until", "approved_on", "approved_at"}
    if kinds()[kind].until == "time" and kinds()[kind].stage not in ("investigation", "hearing"):
        hidden |= {"at", "until"}
    if kind in NO_OFFICERS:
        hidden.add("officers")
    collected = opened.newest("fine_collected")
    if kind == "simple_materials_handed_in" and not (collected and collected.get("on_water")):
        hidden.add("landed_on")
    return frozenset(hidden)


def _planned_again(opened: OpenedCase, fresh: Known) -> Known:
    """A decision whose paper was cancelled is made again from what that paper said."""
    cancelled = [paper for paper in opened.stored.file.documents if paper.cancelled_on and paper.form == "7"]
    planned = decided_on_paper(cancelled[-1]) if cancelled else None
    hidden = frozenset({"until", "ref", "confiscated_gains", "confiscated_goods", "kinds"})
    if planned is None:
        return Known(fresh.base, fresh.values, fresh.sources, hidden)
    number = f"已作废的{cancelled[-1].number}"
    base = Act("", planned.kind, opened.today, party=planned.party, values=planned.values)
    values = {"on": opened.today, "at": planned.at, "officers": planned.officers, **planned.fields}
    values.pop("receipt_no", None)
    sources = {name: number for name in values if name != "on"} | {"on": "今天"}
    return Known(base, values, sources, hidden)
