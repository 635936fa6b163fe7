"""The drafting checks of the papers of opening, correction and inspection (forms 8, 10, 12)."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms.checking import Check
from forms.dates import day
from forms.derived_measures import clock_of
from forms.predicates import Values
from forms.sources import Sources
from procedures.problems import Problem

CONDITIONS = frozenset({"suspected", "punishable", "jurisdiction", "in_time"})
CONTENTS = ("reason", "matter", "content", "object")
CONCLUSION = re.compile("违反|违法|涉嫌|构成")
OPENING_ARTICLE = "行政处罚法第五十四条"


def opening_conditions_met(values: Values, _sources: Sources) -> Iterator[Problem]:
    """All four conditions hold where the case is opened, and not all where it is not (domain: procedure S2)."""
    lacking = CONDITIONS - set(values.get("opening_conditions") or ())
    if values.get("act_opening_result") == "opened" and lacking:
        text = "立案的四项条件没有全部具备"
        yield Problem(text, OPENING_ARTICLE, "逐项核实后选全；确有一项不具备的，不予立案", "opening_conditions")
    if values.get("act_opening_result") == "declined" and not lacking:
        text = "四项立案条件都具备，却不予立案"
        yield Problem(text, OPENING_ARTICLE, "核实不具备的是哪一项", "opening_conditions", "irregular")


def opened_in_time(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The decision on opening falls within its days after the lead (domain: K03, D01)."""
    clock = clock_of(sources, "opening_decision")
    if clock and sources.act.on > clock.due:
        text = f"{day(clock.trigger_on)}发现线索，应当在{day(clock.due)}前决定是否立案"
        yield Problem(text, clock.basis, "经批准延期的，先记录立案延期批准；否则写明原因", "act_on", "irregular")


def opened_on_approval(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The day of opening is the day on which the head signs."""
    signed_on = sources.act.get("approved_on")
    if signed_on and signed_on != sources.act.on:
        text = f"负责人{day(signed_on)}批准，与立案日期{day(sources.act.on)}不一致"
        yield Problem(text, OPENING_ARTICLE, "以负责人批准之日为立案之日", "act_on", "irregular")


def correction_after_issue(values: Values, _sources: Sources) -> Iterator[Problem]:
    """A day set for correction lies after the day of the order."""
    by, issued_on = values.get("correction_ordered_by"), values.get("act_on")
    if values.get("mode") == "by_day" and by and issued_on and by <= issued_on:
        text = f"改正期限{day(by)}不晚于责令之日{day(issued_on)}"
        yield Problem(text, "行政处罚法第二十八条", "改写改正期限，或者选“立即改正”", "correction_ordered_by")


def inspection_contents(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The record says why, about what, what was looked at and whom it concerned (附件4 第八条第四项)."""
    words = {"reason": "理由", "matter": "事项", "content": "内容", "object": "对象"}
    for key in CONTENTS:
        if not values.get(f"site_inspected_{key}"):
            text = f"没有记明检查的{words[key]}"
            yield Problem(text, "附件4 第八条第四项", "到“现场检查(勘验)”补记", f"site_inspected_{key}")


def certificates_were_shown(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The officers showed their certificates before they began (行政处罚法 第五十五条)."""
    if values.get("site_inspected_certificates_shown") is False:
        text = "没有记录出示执法证件"
        yield Problem(text, "行政处罚法第五十五条", "核实后到“现场检查(勘验)”改正", "site_inspected_certificates_shown")


def only_what_was_seen(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The findings say what was seen; what it means in law belongs to later papers (domain: form 12, recalled)."""
    found = CONCLUSION.search(str(values.get("findings") or ""))
    if found:
        text = f"检查情况里有“{found[0]}”，像是法律结论"
        yield Problem(text, remedy="只写看到的情况、数量和位置", where="findings", severity="formal")


def absence_witnessed(values: Values, _sources: Sources) -> Iterator[Problem]:
    """A party that is absent or refuses to sign: a witness, or video (domain: K31, recalled)."""
    gone = values.get("party_present") == "absent" or values.get("refusal_note")
    if gone and not values.get("witness") and not values.get("video"):
        text = "当事人不到场或者拒绝签名的，应当有见证人或者录像"
        yield Problem(text, "行政处罚法第四十七条", "填写见证人，或者注明录像", "witness")


OPENING_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "opening_conditions_met": Check(("act_opening_result", "opening_conditions"), opening_conditions_met),
        "opened_in_time": Check(("act_on",), opened_in_time),
        "opened_on_approval": Check(("act_on",), opened_on_approval),
        "correction_after_issue": Check(("mode", "correction_ordered_by", "act_on"), correction_after_issue),
        "inspection_contents": Check(tuple(f"site_inspected_{key}" for key in CONTENTS), inspection_contents),
        "certificates_were_shown": Check(("site_inspected_certificates_shown",), certificates_were_shown),
        "only_what_was_seen": Check(("findings",), only_what_was_seen),
        "absence_witnessed": Check(("party_present", "refusal_note", "witness", "video"), absence_witnessed),
    }
)
