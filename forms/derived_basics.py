"""Facts about party, act and offence that are worked out of others."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from forms.dates import age_on, day
from forms.kinds import show
from forms.sources import LackingError, Sources
from forms.wording import addressed
from procedures.case import Act, Evidence
from procedures.catalogue import Offence, offence
from procedures.identity import identity_facts
from procedures.incoming import proving

REPRESENTATIVES = {"sole_trader": "经营者", "legal_person": "法定代表人", "other_organisation": "负责人"}
PLACE = re.compile(r"\{([a-z_]+)\}")


def party_gender(sources: Sources) -> str:
    """As recorded, else as the identity number says."""
    return (sources.party and sources.party.gender) or _identity(sources)[0]


def party_age(sources: Sources) -> int | None:
    """Full years on the day of the act."""
    born_on = (sources.party and sources.party.born_on) or _identity(sources)[1]
    return age_on(born_on, sources.act.on) if born_on else None


def party_gender_age(sources: Sources) -> str:
    """男、38岁."""
    age = party_age(sources)
    return "、".join(part for part in (party_gender(sources), "" if age is None else f"{age}岁") if part)


def party_representative_label(sources: Sources) -> str:
    """What the one who stands for the party is called."""
    return REPRESENTATIVES.get(sources.party.kind, "负责人") if sources.party else ""


def party_addressed(sources: Sources) -> str:
    """How a letter speaks to the party."""
    return addressed(sources)


def case_matter(sources: Sources) -> str:
    """The cause without 涉嫌 and 案, as it stands once the facts are found."""
    return sources.case.cause.removeprefix("涉嫌").removesuffix("案")


def act_began(sources: Sources) -> datetime | None:
    """Day and time of day at which the act began."""
    return _moment(sources.act.on, sources.act.at)


def act_ended(sources: Sources) -> datetime | None:
    """Day and time of day at which the act ended."""
    until = sources.act.until
    return _moment(sources.act.on, until) if isinstance(until, time) else None


def act_officers(sources: Sources) -> tuple[Mapping[str, str], ...]:
    """The act's officers with the certificate that is valid on its day; an empty number where there is none."""
    rows: list[Mapping[str, str]] = []
    for officer_id in sources.act.officers:
        officer = sources.officer(officer_id)
        certificate = officer.certificate_on(sources.act.on) if officer else None
        name = officer.name if officer else officer_id
        rows.append({"name": name, "certificate_no": certificate.no if certificate else ""})
    return tuple(rows)


def act_recorder(sources: Sources) -> str:
    """The last of the act's officers usually writes the record."""
    officers = act_officers(sources)
    return officers[-1]["name"] if officers else ""


def evidence_list(sources: Sources) -> tuple[Mapping[str, str], ...]:
    """Each piece of evidence of that day in words: name, copies and pages as far as recorded, and what it proves."""
    rows = []
    for piece in evidence_by(sources):
        counts = "".join(f"{count}{unit}" for count, unit in ((piece.copies, "份"), (piece.pages, "页")) if count)
        apart = "，" if counts and piece.name[-1:].isdigit() else ""
        proves = f"，证明{piece.proves}" if piece.proves else ""
        rows.append({"text": f"{piece.name}{apart}{counts}{proves}。"})
    return tuple(rows)


def evidence_by(sources: Sources) -> tuple[Evidence, ...]:
    """What there was by the day of the document; a piece without a day was there from the start."""
    return tuple(piece for piece in proving(sources.case) if piece.made_on is None or piece.made_on <= sources.day)


def penalty_basis(sources: Sources) -> str:
    """Which provisions were broken and which carry the penalty, from the catalogue."""
    offence = offence_of(sources)
    if offence is None:
        return ""
    broken, carried = provisions_of(offence)
    return f"当事人的行为违反了{broken}的规定，依据{carried}的规定，予以处罚。"


def provisions_of(offence: Offence) -> tuple[str, str]:
    """The provisions broken and the one that carries the penalty, which repeats no title that was just named."""
    broken = show("citations", [str(place) for place in offence.violated])
    carried = str(offence.penalty)
    if offence.violated and all(place.title == offence.penalty.title for place in offence.violated):
        carried = _same_law(offence.penalty.title) + carried.partition("》")[2]
    return broken, carried


def penalty_provisions(sources: Sources) -> tuple[str, ...]:
    """The provisions that carry the penalty, from the catalogue."""
    offence = offence_of(sources)
    return (str(offence.penalty),) if offence else ()


def breach(sources: Sources) -> str:
    """What the agency holds: the conduct and the provisions broken."""
    offence = offence_of(sources)
    if offence is None:
        return ""
    return f"当事人{offence.name}的行为，违反了{show('citations', [str(place) for place in offence.violated])}的规定。"


def fact_sentence(sources: Sources) -> str:
    """The facts in the offence's own words; nothing while what the words ask for is not typed."""
    offence = offence_of(sources)
    conduct = sources.conduct
    if offence is None or conduct is None:
        return ""
    words = {ask.key: ask.preset for ask in offence.pattern.asks}
    words |= {key: str(value) for key, value in sources.act.values.items()}
    words |= {"day": day(conduct.on), "conduct": offence.name, "party": sources.party.name if sources.party else ""}
    text = offence.pattern.sentence
    if any(not words.get(key) for key in PLACE.findall(text)):
        return ""
    return PLACE.sub(lambda match: words[match[1]], text)


def act_of(sources: Sources, kind: str) -> Act:
    """The paper's act of this kind; LackingError where there is none."""
    found = sources.newest(kind)
    if found is None:
        raise LackingError(f"{kind}.on")
    return found


def offence_of(sources: Sources) -> Offence | None:
    """The catalogue's entry for what the party did."""
    conduct = sources.conduct
    return offence(conduct.offence) if conduct and conduct.offence else None


def _moment(on: date, at: time | None) -> datetime | None:
    return None if at is None else datetime.combine(on, at)


def _identity(sources: Sources) -> tuple[str, date | None]:
    facts = identity_facts(sources.party.identity_no) if sources.party and sources.party.identity_no else None
    return facts if facts else ("", None)


def _same_law(title: str) -> str:
    """How a law that was just named is named again: 该法, 该条例, 该办法."""
    return "该" + next((kind for kind in ("条例", "办法", "规定", "细则") if title.endswith(kind)), "法")
