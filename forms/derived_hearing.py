"""What the papers of a hearing say: who holds it, where and when, what both sides said, and what was found.

The notice of the hearing proposes its record, the record proposes the report.
Sources: 行政处罚法 第六十三条至第六十五条.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from forms.dates import day
from forms.derived_basics import party_representative_label
from forms.derived_investigation import officer_name, suspected_matter
from forms.sources import Sources
from forms.wording import sentence
from procedures.case import Act
from procedures.gates.registry import INVESTIGATING

if TYPE_CHECKING:
    from procedures.clocks import Clock

NOTICE, HELD, REQUESTED = "hearing_notice_served", "hearing_held", "hearing_requested"
REQUEST_CLOCK = "hearing_request"
RECORD_TITLE = "听证笔录"
ABSENT = "absent"
Row = Mapping[str, Any]


def hearing_called(sources: Sources) -> str:
    """Why the hearing is held: at the party's request, or of the agency's own will where none was made in time."""
    matter, request = suspected_matter(sources), request_in_time(sources)
    if request is None:
        return sentence("hearing_called_own", sources, matter=matter)
    return sentence("hearing_called", sources, matter=matter, requested=day(request.on))


def hearing_rights(sources: Sources) -> str:
    """What the party may do at the hearing, and that it costs nothing."""
    return sentence("hearing_rights", sources)


def hearing_absence(sources: Sources) -> str:
    """What follows where the party stays away without reason."""
    return sentence("hearing_absence", sources)


def hearing_bring(sources: Sources) -> str:
    """What the party brings along."""
    return sentence("hearing_bring", sources)


def hearing_opening(sources: Sources) -> str:
    """How the hearing began: identities checked, names read out, rights told."""
    return sentence("hearing_opening", sources)


def hearing_place(sources: Sources) -> str:
    """The place that the notice told of."""
    return _of_notice(sources, "hearing_place")


def hearing_way(sources: Sources) -> str:
    """Whether the notice told of a public hearing or of one behind closed doors."""
    return _of_notice(sources, "hearing_way")


def hearing_members(sources: Sources) -> str:
    """The members that the notice named."""
    return _of_notice(sources, "members")


def hearing_clerk(sources: Sources) -> str:
    """The clerk that the notice named."""
    return _of_notice(sources, "clerk")


def hearing_presider(sources: Sources) -> str:
    """Who chaired the hearing, by name."""
    held = sources.newest(HELD)
    return officer_name(sources, str(held.get("presided_by") or "")) if held else ""


def investigators(sources: Sources) -> str:
    """The names of all who took part in the investigation up to the day of the document, each once."""
    return "、".join(investigator_names(sources))


def investigator_names(sources: Sources) -> tuple[str, ...]:
    """As `investigators`, one by one."""
    ids = (officer for act in sources.acts(*INVESTIGATING) for officer in act.officers)
    return tuple(dict.fromkeys(officer_name(sources, officer) for officer in ids))


def hearing_participants(sources: Sources) -> str:
    """Everybody who took part, each with the part that they had, as the record tells them."""
    told = [f"听证主持人：{hearing_presider(sources)}"]
    for key, label, known in (("members", "听证员", hearing_members), ("clerk", "记录员", hearing_clerk)):
        name = str(sources.act.values.get(key) or known(sources))
        told += [f"{label}：{name}"] if name else []
    told.append(f"案件调查人员：{investigators(sources)}")
    told.append(_party_words(sources))
    told += [f"{label}：{names}" for label, names in _others(sources)]
    return "；".join(told) + "。"


def investigator_view(sources: Sources) -> str:
    """What the investigators brought forward, as the record has it."""
    return str(sources.act.values.get("case_side") or "")


def party_view(sources: Sources) -> str:
    """What the party said, and its last words, as the record has them."""
    said, last = (str(sources.act.values.get(key) or "").rstrip() for key in ("party_side", "last_words"))
    return "\n".join(part for part in (said, f"最后陈述：{last}" if last else "") if part)


def hearing_record(sources: Sources) -> tuple[Row, ...]:
    """The record that goes with the report."""
    held = sources.newest(HELD)
    return ({"title": f"{RECORD_TITLE}（{day(held.on)}）", "number": "", "copies": 1},) if held else ()


def request_in_time(sources: Sources) -> Act | None:
    """The request for a hearing that answered the newest notice within the party's time; None where there is none."""
    running = request_clock(sources)
    if running is None or running.met_on is None or running.met_on > running.due:
        return None
    return sources.act_with(running.met_by)


def request_clock(sources: Sources) -> "Clock | None":
    """The party's time to ask for a hearing, of the newest notice that started it by the day of the document."""
    from procedures.deadlines import clocks

    mine = [
        each
        for each in clocks(sources.case, sources.rules)
        if each.id == REQUEST_CLOCK and each.trigger_on <= sources.day and _is_of(sources, each.party)
    ]
    return max(mine, key=lambda each: each.trigger_on, default=None)


def _is_of(sources: Sources, party: str) -> bool:
    return sources.party is None or party in ("", sources.party.id)


def _of_notice(sources: Sources, key: str) -> str:
    notice = sources.newest(NOTICE)
    return str(notice.values.get(key) or "") if notice else ""


def _party_words(sources: Sources) -> str:
    party = sources.party
    name = party.name if party else ""
    stands_for = party.representative if party else ""
    more = f"（{party_representative_label(sources)}{stands_for}）" if stands_for else ""
    away = "，未到场" if sources.act.values.get("attendance") == ABSENT else ""
    return f"当事人：{name}{more}{away}"


def _others(sources: Sources) -> Sequence[tuple[str, str]]:
    agents = "、".join(str(row.get("name") or "") for row in sources.act.values.get("agents") or ())
    others = str(sources.act.values.get("others") or "")
    return [pair for pair in (("委托代理人", agents), ("其他参加人", others)) if pair[1]]
