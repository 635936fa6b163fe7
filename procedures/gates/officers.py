"""Who acts: two officers, each with a certificate that is valid on the day, shown where the law asks for it."""

from collections.abc import Iterator
from datetime import time

from procedures.case import Act
from procedures.gates.registry import Context, Hit, predicate


@predicate("fewer_than_two_officers", "count")
def _fewer_than_two_officers(_: Context, act: Act) -> Iterator[Hit]:
    count = len(set(act.officers))
    # In a general decision no officer is named on the paper: only a single one is a fact against it.
    if count < 2 and (count or act.kind != "decision_made"):
        yield Hit({"count": str(count)}, certain=count > 0)


@predicate("certificate_not_valid", "officer", "day", "detail")
def _certificate_not_valid(context: Context, act: Act) -> Iterator[Hit]:
    for officer_id in dict.fromkeys(act.officers):
        officer = context.view.officers.get(officer_id)
        if officer is None or officer.certificate_on(act.on):
            continue
        held = "；".join(f"{c.no}：{c.valid_from}至{c.valid_until}" for c in officer.certificates)
        detail = f"（{held}）" if held else ""
        yield Hit({"officer": officer.name, "day": str(act.on), "detail": detail})


@predicate("certificates_not_shown")
def _certificates_not_shown(_: Context, act: Act) -> Iterator[Hit]:
    if act.get("certificates_shown") is False:
        yield Hit()


@predicate("officer_in_two_interviews", "officer", "day", "from", "to")
def _officer_in_two_interviews(context: Context, act: Act) -> Iterator[Hit]:
    """An officer at two interviews whose hours overlap; said once, of the later recorded one."""
    if act.at is None or not isinstance(act.until, time):
        return
    free = list(dict.fromkeys(act.officers))
    for other in context.view.on_day("interview_held", act.on):
        if other.id == act.id or not free:
            return
        if other.at is None or not isinstance(other.until, time):
            continue
        begin, end = max(act.at, other.at), min(act.until, other.until)
        for officer in [one for one in free if one in other.officers] if begin < end else ():
            free.remove(officer)
            words = {"officer": context.name(officer), "day": str(act.on)}
            yield Hit({**words, "from": f"{begin:%H:%M}", "to": f"{end:%H:%M}"})
