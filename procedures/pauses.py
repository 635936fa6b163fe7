"""Stretches of time that a limit does not count (扣除的期间), named for the data to call, and their union."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from procedures.case import Act
from procedures.triggers import NOTICE_PAPERS, Clocks, Start, named, of_start, paper_of
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that isn't counted: `end − start` days; `end` None while nothing has ended it.

    `by_law`: the law fixes the end, which may lie ahead. `refused` says why the stretch is counted nevertheless.
    """

    start: date
    end: date | None
    refused: str = ""
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pauses that overlap or touch, as one; `ended`: by an act, not by a day that may lie ahead."""

    start: date
    end: date | None
    ended: bool


PauseFinder = Callable[[CaseView, Start, Clocks], Iterable[Pause]]
PAUSES: dict[str, PauseFinder] = {}


def united(pauses: Iterable[Pause], since: date) -> tuple[Stretch, ...]:
    """The union of the pauses that aren't refused, cut off before `since`, in the order of their days."""
    found: list[Stretch] = []
    for pause in sorted(pauses, key=lambda pause: pause.start):
        new = Stretch(max(pause.start, since), pause.end, pause.end is not None and not pause.by_law)
        if pause.refused or (new.end is not None and new.end <= new.start):
            continue
        if not found or _before(found[-1], new):
            found.append(new)
        elif found[-1].end is not None and (new.end is None or new.end > found[-1].end):
            found[-1] = Stretch(found[-1].start, new.end, new.ended)
    return tuple(found)


def _before(earlier: Stretch, later: Stretch) -> bool:
    return earlier.end is not None and earlier.end < later.start


def pairs(started: Sequence[Act], ended: Sequence[Act]) -> Iterator[tuple[Act, Act | None]]:
    """Each beginning with the end that names it, else with the first free one that is not before it.

    An end is free for a beginning unless it names another one, or each of them names something else.
    """
    begun = {act.id for act in started}
    left = list(ended)
    for act in started:
        fitting = [end for end in left if end.on >= act.on and _is_free(end, act, begun)]
        end = next((end for end in fitting if end.ref == act.id), fitting[0] if fitting else None)
        if end is not None:
            left.remove(end)
        yield act, end


def _is_free(end: Act, act: Act, begun: Set[str]) -> bool:
    return end.ref in ("", act.id, act.ref) or (not act.ref and end.ref not in begun)


@named(PAUSES, "suspension")
def _suspension(view: CaseView, start: Start, _: Clocks) -> Iterator[Pause]:
    """From a suspension of the investigation (中止调查) to its resumption."""
    resumed = of_start(view, start, "investigation_resumed")
    for act, end in pairs(of_start(view, start, "investigation_suspended"), resumed):
        yield Pause(act.on, end.on if end else None)


@named(PAUSES, "testing")
def _testing(view: CaseView, start: Start, _: Clocks) -> Iterator[Pause]:
    """From sending goods to be tested to the report."""
    for act, end in _tests(view, start):
        yield Pause(act.on, end.on if end else None)


@named(PAUSES, "testing_told")
def _testing_told(view: CaseView, start: Start, _: Clocks) -> Iterator[Pause]:
    """As `testing`, of the goods of one measure and only where the party was told in writing."""
    measure = start.act.id if start.act else ""
    for act, end in _tests(view, start):
        if not {act.ref, end.ref if end else ""} <= {"", measure, act.id}:
            continue
        told = act.get("told_in_writing") or (end is not None and end.get("told_in_writing"))
        yield Pause(act.on, end.on if end else None, "" if told else "检测期间没有书面告知当事人")


def _tests(view: CaseView, start: Start) -> Iterator[tuple[Act, Act | None]]:
    ended = of_start(view, start, "testing_ended")
    return pairs(of_start(view, start, "testing_started"), ended)


@named(PAUSES, "hearing")
def _hearing(view: CaseView, start: Start, earlier: Clocks) -> Iterator[Pause]:
    """From the request for a hearing to the hearing or the day on which the party gave it up.

    A late request that no hearing followed asks for nothing.
    """
    late = {clock.met_by for clock in earlier.get("hearing_request", ()) if clock.met_on and clock.met_on > clock.due}
    ended = [
        act
        for act in of_start(view, start, "hearing_held", "rights_waived")
        if act.kind == "hearing_held" or act.get("which") != "statement"
    ]
    for act, end in pairs(of_start(view, start, "hearing_requested"), ended):
        if act.id not in late or (end is not None and end.kind == "hearing_held"):
            yield Pause(act.on, end.on if end else None)


@named(PAUSES, "notice_published")
def _notice_published(view: CaseView, start: Start, earlier: Clocks) -> Iterator[Pause]:
    """From the public notice (公告) of a prior notice to the day on which it counts as served."""
    acts = [act for act in of_start(view, start, "public_notice_issued") if paper_of(act) in NOTICE_PAPERS]
    for clock in earlier.get("public_notice_effective", ()):
        if published := next((act for act in acts if act.id == clock.act), None):
            yield Pause(published.on, clock.met_on or clock.due, by_law=not clock.met_by)
