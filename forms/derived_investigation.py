"""What the papers of opening, correction and inspection say, worked out of leads, acts and the catalogue."""

from datetime import datetime

from forms.amounts import figures
from forms.dates import day
from forms.derived_basics import act_officers, provisions_of
from forms.derived_earlier import conducts, goods_value, offences
from forms.kinds import show
from forms.sources import Sources
from forms.wording import addressed, sentence
from procedures.case import Act
from procedures.catalogue import offence
from procedures.citations import shipped

OPENINGS = {"case_opened": "opened", "case_not_opened": "declined"}
SOURCE_CLAUSES = {
    "inspection": "在监督检查中发现本案线索",
    "complaint": "收到关于本案的投诉、举报",
    "transfer": "收到其他机关移送的本案材料",
    "superior": "收到上级机关交办的本案线索",
    "sampling": "在监督抽检中发现本案线索",
    "criminal_justice": "收到刑事司法机关移送的本案材料",
}
UNKNOWN_SOURCE = "发现本案线索"


def opening_result(sources: Sources) -> str:
    """opened or declined, as the paper's act says."""
    return OPENINGS.get(sources.act.kind, "")


def suspected_matter(sources: Sources) -> str:
    """The cause with 涉嫌, without 案: how it is called until the decision."""
    matter = sources.case.cause.removeprefix("涉嫌").removesuffix("案")
    return f"涉嫌{matter}" if matter else ""


def lead_receiver(sources: Sources) -> str:
    """Who took the lead in."""
    lead = sources.newest("lead_received")
    return officer_name(sources, lead.officers[0]) if lead and lead.officers else ""


def act_approver(sources: Sources) -> str:
    """Who approved the paper's act, by name."""
    return officer_name(sources, str(sources.act.get("approved_by") or ""))


def act_approved_at(sources: Sources) -> datetime | None:
    """When the head approved the paper's act, as far as the time of day is recorded."""
    act = sources.act
    at = act.get("approved_at")
    return datetime.combine(act.get("approved_on") or act.on, at) if at else None


def brief_facts(sources: Sources) -> str:
    """The lead, what the inspection found, and the value of the goods, in the order of their days."""
    party = sources.party.name if sources.party else "当事人"
    lead, checked = sources.newest("lead_received"), sources.newest("site_inspected")
    parts = []
    if lead:
        clause = SOURCE_CLAUSES.get(str(lead.get("source")), UNKNOWN_SOURCE)
        parts.append(f"{day(lead.on)}，本机关{clause}。")
    if checked:
        parts.append(f"{day(checked.on)}，执法人员对{checked.get('place') or '现场'}进行现场检查。")
    matter = suspected_matter(sources)
    if parts and matter:
        parts.append(f"经初步核查，{party}{matter}{_worth(sources)}。")
    return "".join(parts)


def suspected_breach(sources: Sources) -> str:
    """Which provisions the conduct may have broken, which carry the penalty, and that the case is to be opened."""
    found = offences(sources)
    if not found:
        return ""
    broken, carried = provisions_of(found[0])
    if len(found) > 1:
        broken = show("citations", violated_provisions(sources))
        carried = show("citations", tuple(dict.fromkeys(str(entry.penalty) for entry in found)))
    return sentence("opening_reasons", sources, broken=broken, carried=carried)


def opening_proposal(sources: Sources) -> str:
    """What the handling officers propose."""
    if sources.act.kind == "case_not_opened":
        return "建议不予立案。"
    names = "、".join(row["name"] for row in act_officers(sources))
    return f"建议立案调查，由{names}承办。" if names else "建议立案调查。"


def violated_provisions(sources: Sources) -> tuple[str, ...]:
    """The provisions that were broken, of every breach in the catalogue."""
    return tuple(dict.fromkeys(str(place) for entry in offences(sources) for place in entry.violated))


def told_conduct(sources: Sources) -> str:
    """Every breach as a letter tells it to the party: day and what was done."""
    told = []
    for conduct in conducts(sources):
        entry = offence(conduct.offence) if conduct.offence else None
        until = f"至{day(conduct.until)}" if conduct.until and conduct.until != conduct.on else ""
        if entry:
            told.append(f"{day(conduct.on)}{until}，{addressed(sources)}有{entry.name}的行为。")
    return "".join(told)


def correction_basis(sources: Sources) -> tuple[str, ...]:
    """The article under which correction is ordered on the document's day."""
    words = cited("correction_and_gains", sources)
    return (words,) if words else ()


def correction_mode(sources: Sources) -> str:
    """At once where the day set is that of the order, else by the day set."""
    by = sources.act.get("by")
    if sources.act.kind != "correction_ordered" or by is None:
        return ""
    return "at_once" if by <= sources.act.on else "by_day"


def correction_consequence(sources: Sources) -> str:
    """What follows where the party does not correct."""
    return sentence("correction_consequence", sources)


def correction_remedies(sources: Sources) -> str:
    """Remedies against the order, by the day of the document."""
    return sentence("remedies_of_measure", sources, paper="通知")


def inspection_told(sources: Sources) -> str:
    """Who inspects, that certificates are shown, and the right to ask for recusal."""
    officers = "、".join(row["name"] for row in act_officers(sources))
    return sentence("inspection_told", sources, officers=officers or "（执法人员）")


def cited(name: str, sources: Sources) -> str:
    """The articles of this name on the document's day as a document prints them; nothing where no text is known."""
    found = shipped().citation(name, sources.day)
    return found.words if found else ""


def officer_name(sources: Sources, person: str) -> str:
    """The name of a person who is an officer's id or a plain name."""
    officer = sources.officer(person)
    return officer.name if officer else person


def referred(sources: Sources, kind: str) -> Act | None:
    """The act of this kind that the paper's act goes back to: the one it names, else the newest."""
    named = sources.act_with(sources.act.ref) if sources.act.ref else None
    return named if named is not None and named.kind == kind else sources.newest(kind)


def _worth(sources: Sources) -> str:
    value = goods_value(sources)
    return f"，货值金额{figures(value)}元" if value else ""
