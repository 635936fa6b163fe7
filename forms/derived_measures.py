"""What the papers of preservation, sealing and seizure say: goods, days, numbers of other papers, reasons, rights."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from forms.derived_earlier import counted_words, goods_words
from forms.derived_goods import act_goods
from forms.derived_investigation import cited, referred, suspected_matter
from forms.predicates import NAMED_GOODS
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act
from procedures.goods_lines import items_of

if TYPE_CHECKING:
    from procedures.clocks import Clock

Row = Mapping[str, Any]
MEASURES = ("property_seized", "seizure_extended", "seizure_released")
LIST_KINDS = {
    ("property_seized", "seal"): "seal",
    ("property_seized", "seize"): "seize",
    ("seizure_released", "seal"): "unseal",
    ("seizure_released", "seize"): "unseize",
}
DISPOSALS = {
    "采取证据保全措施后返还": "returned",
    "送检鉴定": "tested",
    "依法移送": "transferred",
    "改为查封（扣押）": "seized",
    "解除登记保存": "released",
}
MEASURE_WORDS = {"seal": "查封", "seize": "扣押"}
OBJECTS = {"seal": "场所、设施或者财物", "seize": "财物"}  # 行政强制法第九条第二项、第三项


def clock_of(sources: Sources, clock_id: str, act_id: str = "") -> "Clock | None":
    """The clock of this id that the paper's act (or the one named) set running, else the party's newest one."""
    from procedures.deadlines import clocks

    case, act = sources.case, sources.act
    if all(one.id != act.id for one in case.acts):
        case = replace(case, acts=(*case.acts, act))
    wanted = sources.party.id if sources.party else ""
    found = [one for one in clocks(case, sources.rules) if one.id == clock_id and one.party in ("", wanted)]
    of_act = [one for one in found if one.act == (act_id or act.id)]
    return next(iter(of_act or found[-1:]), None)


def kept_until(sources: Sources) -> date | None:
    """The last day on which what becomes of preserved goods is to be decided (行政处罚法 第五十六条)."""
    preserved = referred(sources, "evidence_preserved")
    clock = clock_of(sources, "preservation_disposal", preserved.id) if preserved else None
    return clock.due if clock else None


def seized_until(sources: Sources) -> date | None:
    """The last lawful day of the measure without an extension (行政强制法 第二十五条)."""
    seized = referred(sources, "property_seized")
    clock = clock_of(sources, "seizure_end", seized.id) if seized else None
    return clock.base_due if clock else None


def preservation_basis(sources: Sources) -> str:
    """The article under which evidence is preserved on the document's day."""
    return cited("sampling_and_preservation", sources)


def preservation_duty(sources: Sources) -> str:
    """That nobody may destroy or move what is preserved."""
    return sentence("preservation_duty", sources)


def measure(sources: Sources) -> str:
    """seal or seize: of the paper's act, or of the seizure that it releases."""
    seized = referred(sources, "property_seized") if sources.act.kind in MEASURES else None
    return str(seized.get("measure") or "") if seized else ""


def measured_objects(sources: Sources) -> str:
    """What such a measure is taken against: places, installations and property are sealed, property is seized."""
    return OBJECTS.get(measure(sources), OBJECTS["seal"])


def measure_word(sources: Sources) -> str:
    """查封 or 扣押, both while it is not known which."""
    return MEASURE_WORDS.get(measure(sources), "查封、扣押")


def list_kind(sources: Sources) -> str:
    """Which of the four lists of property the paper is."""
    return LIST_KINDS.get((sources.act.kind, measure(sources)), "")


def list_title(sources: Sources) -> str:
    """Whether the list is one of taking or of giving back."""
    return {"property_seized": "taken", "seizure_released": "released"}.get(sources.act.kind, "")


def listed_goods(sources: Sources) -> tuple[Row, ...]:
    """The goods of the paper's act with the place where they are kept; a release without a list gives back all."""
    place = str(_value_of_measure(sources, "keep_place"))
    seized = referred(sources, "property_seized") if sources.act.kind == "seizure_released" else None
    whole = replace(sources, act=seized) if seized and not items_of(sources.act) else sources
    return tuple({**row, "place": place} for row in act_goods(whole))


def goods_named(sources: Sources) -> str:
    """Few goods by name and quantity; many as 猪瘟活疫苗等6种47瓶."""
    rows = listed_goods(sources)
    if len(rows) > NAMED_GOODS:
        return f"{rows[0]['name']}等{counted_words(rows)}"
    return goods_words(rows) if rows else ""


def goods_total(sources: Sources) -> str:
    """6种47瓶。 – as the foot of a list says it."""
    rows = listed_goods(sources)
    return f"{counted_words(rows)}。" if rows else ""


def disposals(sources: Sources) -> tuple[Row, ...]:
    """Every line that was preserved; with its disposal where the act names one of the five for all."""
    preserved = referred(sources, "evidence_preserved")
    if preserved is None:
        return ()
    decided = str(sources.act.get("disposal") or "")
    rows = act_goods(replace(sources, act=preserved))
    return tuple({**row, "disposal": DISPOSALS.get(decided, "")} for row in rows)


def preservation_number(sources: Sources) -> str:
    """The number of the notice of preservation."""
    return _number_of(referred(sources, "evidence_preserved"), "16")


def preservation_day(sources: Sources) -> date | None:
    """The day of the preservation that the paper disposes of."""
    preserved = referred(sources, "evidence_preserved")
    return preserved.on if preserved else None


def seizure_number(sources: Sources) -> str:
    """The number of the decision on sealing or seizure."""
    return _number_of(referred(sources, "property_seized"), "18")


def seizure_day(sources: Sources) -> date | None:
    """The day of the sealing or seizure."""
    seized = referred(sources, "property_seized")
    return seized.on if seized else None


def property_list_number(sources: Sources) -> str:
    """The number of the list that goes with the paper's act, once it is issued."""
    return _number_of(sources.act, "21")


def measure_decision_number(sources: Sources) -> str:
    """The number of the decision to which the list belongs: of the measure, or of its release."""
    if sources.act.kind == "seizure_released":
        return _number_of(sources.act, "20")
    return seizure_number(sources)


def measure_reason(sources: Sources) -> str:
    """Why property is sealed or seized, as far as cause and measure tell."""
    matter = suspected_matter(sources)
    return f"当事人{matter}，涉案物品需要{measure_word(sources)}。" if matter and measure(sources) else ""


def measure_told(sources: Sources) -> str:
    """Reason, basis, rights and remedies as they are told on the spot (行政强制法 第十八条第五项)."""
    seized = referred(sources, "property_seized")
    if seized is None:
        return ""
    basis, matter = str(seized.get("basis") or ""), suspected_matter(sources)
    if not basis or not matter:
        return ""
    return sentence("measure_told", sources, matter=matter, basis=basis, measure=measure_word(sources))


def measure_course(sources: Sources) -> str:
    """How the measure was carried out, as far as the record of the act tells."""
    named = goods_named(sources)
    if not named or not measure(sources):
        return ""
    place, word = str(_value_of_measure(sources, "keep_place")), measure_word(sources)
    kept = f"，{word}后存放于{place}" if place else ""
    return f"执法人员会同当事人当场清点，对{named}予以{word}{kept}，制作并当场交付决定书和清单。"


def measure_rights(sources: Sources) -> str:
    """The right to state and to defend."""
    return sentence("measure_rights", sources)


def measure_remedies(sources: Sources) -> str:
    """Remedies against the decision, by the day of the document."""
    return sentence("remedies_of_measure", sources, paper="决定")


def custody_duty(sources: Sources) -> str:
    """That what is sealed or seized is kept, and not used, damaged, moved or disposed of."""
    return sentence("custody_duty", sources, measure=measure_word(sources), objects=measured_objects(sources))


def release_basis(sources: Sources) -> str:
    """The article under which the measure is lifted."""
    return cited("release", sources)


def release_ground(sources: Sources) -> str:
    """Why a measure is lifted, as far as the case tells: it has been decided (行政强制法 第二十八条第一款第三项)."""
    return "decided" if sources.newest("decision_made") else ""


def release_scope(sources: Sources) -> str:
    """All, unless the release lists goods of its own and they are fewer."""
    seized = referred(sources, "property_seized") if sources.act.kind == "seizure_released" else None
    if seized is None:
        return ""
    released = items_of(sources.act)
    whole = {(item.key, item.quantity) for item in items_of(seized)}
    return "part" if released and {(item.key, item.quantity) for item in released} != whole else "all"


def with_act(sources: Sources) -> Sources:
    """The same sources with the planned act in the case, as the rules will see it."""
    others = tuple(one for one in sources.case.acts if one.id != sources.act.id)
    return replace(sources, case=replace(sources.case, acts=(*others, sources.act)))


def _value_of_measure(sources: Sources, key: str) -> Any:
    """An own value of the act, else of the measure that it goes back to."""
    value = sources.act.values.get(key)
    if value or sources.act.kind != "seizure_released":
        return value or ""
    seized = referred(sources, "property_seized")
    return (seized.values.get(key) if seized else "") or ""


def _number_of(act: Act | None, form: str) -> str:
    """The number of an act's paper of this form."""
    if act is None:
        return ""
    if act.document and act.document.form == form:
        return act.document.number
    return str(act.values.get(f"number_{form}") or "")
