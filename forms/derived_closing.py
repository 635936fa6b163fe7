"""What is said after the decision: deferral and instalments, payments, goods, publication, filing, and the closing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.amounts import figures, in_full
from forms.dates import day
from forms.derived_decisions import paper_number
from forms.derived_earlier import goods_words
from forms.derived_measures import measure_word
from forms.derived_penalties import LISTED, act_penalties, decision_penalties, worded
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act, Party
from procedures.field_types import description

Row = Mapping[str, Any]
DECISIONS = ("decision_made", "on_the_spot_decision")
PAYMENTS = ("fine_paid", "fine_collected")
TOWARDS: Mapping[str, str] = {
    "fine": "罚款",
    "gains": "没收违法所得",
    "surcharge": "加处罚款",
    "all": "罚款和没收违法所得",
}
REMEDIES_SOUGHT = ("reconsideration_applied", "suit_filed")
NOTHING_LEFT = ("nothing_to_perform", "decision_revoked")


def deferral_result(sources: Sources) -> str:
    """What was granted: instalments where they are listed, else a later day; nothing before it is approved."""
    act = sources.newest("deferral_approved")
    if act is None:
        return ""
    if act.get("instalments"):
        return "instalments"
    return "deferral" if act.until else ""


def deferral_basis(sources: Sources) -> str:
    """The article on deferral by the day of the document."""
    return sentence("deferral_basis", sources)


def deferral_consequence(sources: Sources) -> str:
    """What follows where the party does not keep to the plan."""
    return sentence("deferral_consequence", sources)


def gains_not_deferred(sources: Sources) -> str:
    """That confiscated gains are to be paid in time all the same; nothing where none are, or they were paid before."""
    decision = sources.newest("decision_made")
    gains = int(decision.get("confiscated_gains") or 0) if decision else 0
    before = [act for act in sources.acts(*PAYMENTS) if act.on < sources.day and _towards(act) == "gains"]
    if sum(int(act.get("amount") or 0) for act in before) >= gains:
        return ""
    return sentence("gains_not_deferred", sources, gains=in_full(gains))


def payments(sources: Sources) -> tuple[Row, ...]:
    """Every payment and refund with day, purpose, sum and receipt, oldest first."""
    rows = [_payment(sources, act, TOWARDS[_towards(act)]) for act in sources.acts(*PAYMENTS)]
    rows += [_payment(sources, act, "退款") for act in sources.acts("refund_made")]
    return tuple(sorted(rows, key=lambda row: row["on"]))


def payments_total(sources: Sources) -> int:
    """What was paid towards fine and gains less refunds, fen; the surcharge is not part of the decision."""
    towards_both = paid(sources, "fine", "gains", "all")
    return towards_both - sum(int(act.get("amount") or 0) for act in sources.acts("refund_made"))


def surcharge_paid(sources: Sources) -> int:
    """What was paid as surcharge (加处罚款), fen."""
    return paid(sources, "surcharge")


def paid(sources: Sources, *purposes: str) -> int:
    """What was paid towards these purposes, fen; a payment whose purpose is not recorded counts as fine."""
    return sum(int(act.get("amount") or 0) for act in sources.acts(*PAYMENTS) if _towards(act) in purposes)


def decided_total(sources: Sources) -> int:
    """Fines and confiscated gains in force against all the parties of the paper, fen."""
    return sum(_fine_in_force(sources, party) + _gains_in_force(sources, party) for party in _parties(sources))


def closing_decisions(sources: Sources) -> tuple[Row, ...]:
    """Each decision of the paper's parties: party, number, day, service, penalties."""
    return tuple(_decision_row(sources, act) for act in sources.acts(*DECISIONS))


def party_names(sources: Sources) -> str:
    """The paper's party, else all parties of the case."""
    return "、".join(party.name for party in _parties(sources))


def file_number(sources: Sources) -> str:
    """The number of the case: its own, else that of the sheet on which it was opened."""
    return sources.case.number or paper_number(sources, "case_opened")


def opened_on(sources: Sources) -> date | None:
    """The day on which the case was opened."""
    opened = sources.newest("case_opened")
    return opened.on if opened else None


def execution_mode(sources: Sources) -> str:
    """How the decision was carried out, as the acts show it; nothing without a decision."""
    if not sources.acts(*DECISIONS):
        return ""
    closed = sources.newest("case_closed")
    if closed and closed.get("ground") in NOTHING_LEFT:
        return "none"
    if sources.acts("court_application_filed"):
        return "forced"
    return "deferred" if sources.acts("deferral_approved") else "voluntary"


def goods_record(sources: Sources) -> str:
    """What became of confiscated and surrendered goods."""
    return _told(sources, _GOODS)


def correction_record(sources: Sources) -> str:
    """Orders to correct and what the check of them found."""
    return _told(sources, _CORRECTIONS)


def remedy_record(sources: Sources) -> str:
    """Reconsideration and suit with their outcomes, or that there were none against the decision."""
    none = sources.acts(*DECISIONS) and not sources.acts(*REMEDIES_SOUGHT)
    return ("当事人未申请行政复议，未提起行政诉讼。" if none else "") + _told(sources, _REMEDIES)


def publication_record(sources: Sources) -> str:
    """When and where the decision was published, or withdrawn."""
    return _told(sources, _PUBLICATIONS)


def filing_record(sources: Sources) -> str:
    """With which bodies the decision was filed, and their receipts."""
    return _told(sources, _FILINGS)


def closing_proposal(sources: Sources) -> str:
    """The officers' proposal to close the case, by its ground."""
    closed = sources.newest("case_closed")
    ground = str(closed.get("ground")) if closed else ""
    words = description().choices["closing_ground"].get(ground, "")
    return sentence("closing_proposal", sources, ground=words) if words else ""


def penalty_proposal(sources: Sources) -> str:
    """The officers' proposal to deal with the case as the sheet says; nothing before there is a penalty."""
    return sentence("penalty_proposal", sources) if act_penalties(sources) else ""


def _parties(sources: Sources) -> tuple[Party, ...]:
    return (sources.party,) if sources.party else sources.case.parties


def _payment(sources: Sources, act: Act, towards: str) -> Row:
    name = _of_several(sources, act)
    words = f"{name}，{towards}" if name else towards
    return {"on": act.on, "towards": words, "amount": _amount(act), "receipt_no": act.get("receipt_no") or ""}


def _of_several(sources: Sources, act: Act) -> str:
    """The party that an act concerns, where the paper is about several."""
    party_id, parties = sources.case.party_of(act), _parties(sources)
    return next((each.name for each in parties if each.id == party_id), "") if len(parties) > 1 else ""


def _amount(act: Act) -> str:
    return f"{figures(int(act.get('amount') or 0))}元"


def _towards(act: Act) -> str:
    named = str(act.get("towards") or act.values.get("towards") or "fine")
    return named if named in TOWARDS else "fine"


def _fine_in_force(sources: Sources, party: Party) -> int:
    from procedures.money import decided_fine
    from procedures.view import CaseView

    return decided_fine(CaseView(sources.case, sources.rules), party.id, until=sources.day)


def _gains_in_force(sources: Sources, party: Party) -> int:
    gains = 0
    for act in replace(sources, party=party).acts(*DECISIONS, "decision_changed"):
        if act.get("how") == "revoked":
            gains = 0
        elif act.kind in DECISIONS or act.get("confiscated_gains") is not None:
            gains = int(act.get("confiscated_gains") or 0)
    return gains


def _decision_row(sources: Sources, act: Act) -> Row:
    party_id = sources.case.party_of(act)
    party = next((one for one in sources.case.parties if one.id == party_id), None)
    own = replace(sources, act=act, party=party)
    lines = decision_penalties(own) if act.kind == "decision_made" else worded(own, act)
    return {
        "party": party.name if party else "",
        "number": act.document.number if act.document else "",
        "on": act.on,
        "served": decision_service(replace(sources, party=party), act),
        "penalties": "".join(str(row["text"]).replace(LISTED, "") for row in lines),
    }


def decision_service(sources: Sources, decision: Act) -> str:
    """When the decision reached the party: signed, or announced."""
    if decision.kind == "on_the_spot_decision":
        return f"{day(decision.on)}当场交付"
    methods = description().choices["service_method"]
    told = [
        f"{day(act.on)}{methods.get(str(act.get('method')), '')}"
        for act in sources.acts("decision_served")
        if act.ref in ("", decision.id)
    ]
    told += [f"{day(act.on)}公告送达" for act in sources.acts("public_notice_issued") if act.get("paper", "29") == "29"]
    return "；".join(told)


Told = Callable[[Sources, Act], str]


def _told(sources: Sources, words: Mapping[str, Told]) -> str:
    told = [f"{_of_several(sources, act)}{day(act.on)}{words[act.kind](sources, act)}" for act in sources.acts(*words)]
    return f"{'；'.join(told)}。" if told else ""


def _rows(act: Act) -> tuple[Row, ...]:
    """The goods of an act; a list of plain names counts each as one."""
    items = act.get("items") or ()
    return tuple({"name": item, "quantity": "1"} if isinstance(item, str) else item for item in items)


def _outcome(_sources: Sources, act: Act) -> str:
    return description().choices["remedy_outcome"].get(str(act.get("outcome")), "")


def _publication(_sources: Sources, act: Act) -> str:
    return f"在{act.get('channel')}公示" if act.get("channel") else "公示"


def recipient_name(sources: Sources, act: Act) -> str:
    """The name of the body that an act of a filing goes to, as the rule set has it."""
    known = sources.rules.recipients.get(str(act.get("recipient")))
    return known.name if known else str(act.get("recipient") or "备案机关")


def _receipt(sources: Sources, act: Act) -> str:
    number = f"（收件编号{act.get('receipt_no')}）" if act.get("receipt_no") else ""
    return f"{recipient_name(sources, act)}收件{number}"


_GOODS: Mapping[str, Told] = {
    "goods_surrendered": lambda _s, act: f"当事人自愿上缴{goods_words(_rows(act))}",
    "goods_disposed": lambda _s, act: f"{str(act.get('method') or '').rstrip('。')}：{goods_words(_rows(act))}",
    "seizure_released": lambda s, act: f"解除{measure_word(replace(s, act=act))}",
}
_CORRECTIONS: Mapping[str, Told] = {
    "correction_ordered": lambda _s, act: f"责令改正{_by(act)}",
    "correction_checked": lambda _s, act: f"复查，当事人{'已改正' if act.get('corrected') else '未改正'}",
}
_REMEDIES: Mapping[str, Told] = {
    "reconsideration_applied": lambda _s, _act: "当事人申请行政复议",
    "reconsideration_decided": lambda s, act: f"行政复议决定：{_outcome(s, act)}",
    "suit_filed": lambda _s, _act: "当事人提起行政诉讼",
    "judgment_given": lambda s, act: f"人民法院判决：{_outcome(s, act)}",
    "court_application_filed": lambda _s, act: f"向{act.get('court') or '人民法院'}申请强制执行",
    "decision_changed": lambda _s, act: f"处罚决定{description().choices['change'].get(str(act.get('how')), '变更')}",
}
_PUBLICATIONS: Mapping[str, Told] = {
    "decision_published": _publication,
    "publication_withdrawn": lambda _s, _act: "撤回公示",
}
_FILINGS: Mapping[str, Told] = {
    "major_filed": lambda s, act: f"向{recipient_name(s, act)}报送备案",
    "filing_received": _receipt,
}


def _by(act: Act) -> str:
    return f"，期限至{day(act.get('by'))}" if act.get("by") else ""
