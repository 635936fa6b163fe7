"""The lawful range of one offence on the facts: bands, measures, the proposed fine, the transfer check.

Refused where the catalogue can't say it: a text superseded or not yet in force on the day of the act (行政处罚法
第三十七条), or numbers that weren't checked against the text.
"""

from collections.abc import Iterator, Mapping, Sequence

from procedures.catalogue import Catalogue, Offence
from procedures.catalogue.words import WHO
from procedures.penalties.answers import CatalogueRefusedError, GoverningBand, Line, Range
from procedures.penalties.bands import NoRange, governing
from procedures.penalties.facts import Facts
from procedures.penalties.measures import beside
from procedures.penalties.persons import alternatives
from procedures.penalties.proposed import judged
from procedures.penalties.transfer import transfer_check, without_amount
from procedures.problems import Problem

LAW_OF_THE_DAY = "行政处罚法(2021) 第三十七条"
# Whom an article that is for organisations, or for citizens, doesn't seem to mean.
NOT_MEANT: Mapping[str, Sequence[str]] = {
    "organisation": ("individual", "household"),
    "citizen": ("unit", "institution"),
}


def penalty(catalogue: Catalogue, offence_id: str, facts: Facts) -> Range:
    """The range of an offence of the catalogue on the facts.

    Raises KeyError for an unknown id, CatalogueRefusedError where the text wasn't in force or isn't verified.
    """
    offence = catalogue.offences[offence_id]
    _refuse(offence, facts)
    bands, without = governing(offence, facts)
    no_fine = None if bands else "；".join(dict.fromkeys(each.why for each in without))
    lacking = tuple(dict.fromkeys(name for each in without for name in each.lacking))
    found = beside(offence, facts)
    return Range(
        offence=offence,
        facts=facts,
        bands=bands,
        no_fine=no_fine,
        lacking=lacking,
        confiscate=found.confiscate,
        confiscate_optional=found.confiscate_optional,
        licence=found.licence,
        stop_business=found.stop_business,
        ban=found.ban,
        measures=found.measures,
        referrals=found.referrals,
        major=offence.major,
        proposed=judged(offence, facts, bands, no_fine, settled=not lacking),
        transfer_check=transfer_check(catalogue.crimes, offence.crimes, facts),
        crimes=without_amount(catalogue.crimes, offence.crimes, facts.act_on),
        warnings=(*_warnings(offence, bands, without), *found.warnings, *_before_applying(offence, facts)),
        lines=(*found.lines, *_read_until(catalogue, offence, facts)),
    )


def _refuse(offence: Offence, facts: Facts) -> None:
    day, law = facts.act_on, offence.law
    if day < law.in_force:
        text = f"行为日{day}在《{law.name}》本文本施行（{law.in_force}）以前，目录里没有当时的文本，不能计算"
        remedy = "按行为时有效的文本办理，幅度自行核对后手工填写"
        _raise(offence, "not_yet_in_force", text, LAW_OF_THE_DAY, remedy)
    if offence.valid_to is not None and day > offence.valid_to:
        text = (
            f"“{offence.title}”所据的《{law.title}》自{law.replaced_from}起由{law.replaced_by}取代，不适用于{day}的行为"
        )
        _raise(offence, "superseded", text, LAW_OF_THE_DAY, "选用现行文本的案由；没有录入的，幅度自行核对后手工填写")
    if not offence.verified:
        text = f"“{offence.title}”的罚则尚未核对原文，不计算幅度"
        _raise(offence, "unverified", text, offence.penalty.short, "核对条文原文后手工填写幅度，并写明来源和核对人")


def _raise(offence: Offence, reason: str, text: str, basis: str, remedy: str) -> None:
    raise CatalogueRefusedError(offence.id, reason, (Problem(text, basis, remedy, offence.id),))


def _warnings(offence: Offence, bands: Sequence[GoverningBand], without: Sequence[NoRange]) -> Iterator[str]:
    either = alternatives([band.who for band in bands])
    if either:
        told = "、".join(WHO[who] for who in either)
        yield f"{told}只适用其中一档，先写明当事人是哪一种（who）"
    if bands:
        yield from dict.fromkeys(each.why for each in without)
    if offence.nonmonotone:
        yield f"{offence.penalty.short}：数额跨过分档时幅度反而降低，这是条文本身的规定"
    if offence.overlap and any("；" in band.how for band in bands):
        yield f"{offence.penalty.short}：这个数额两档都适用，幅度取两档合并的范围"


def _before_applying(offence: Offence, facts: Facts) -> Iterator[str]:
    """What to make sure of before the text is applied: whom it is for, and what followed it."""
    if facts.who in NOT_MEANT.get(offence.subject, ()):
        told = "单位" if offence.subject == "organisation" else "个人"
        yield f"{offence.penalty.short}针对的是{told}，先核实{WHO[facts.who]}是否属于条文所列的主体"
    if offence.valid_to is not None:
        followed = f"本条文自{offence.law.replaced_from}起由{offence.law.replaced_by}取代"
        yield f"{followed}；此后作出决定，新的规定处罚较轻或者不认为是违法的，适用新的规定（{LAW_OF_THE_DAY}）"


def _read_until(catalogue: Catalogue, offence: Offence, facts: Facts) -> Iterator[Line]:
    """Up to which day the text was compared; an act after it may fall under a text that nobody has read."""
    read = max(catalogue.texts_as_of, offence.law.version)
    later = "；行为日在其后，先核对条文此后有没有修改" if offence.valid_to is None and facts.act_on > read else ""
    yield Line(f"案由库所据文本截至{read}{later}", offence.penalty.short)
