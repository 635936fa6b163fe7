"""Drafting checks on the papers of a hearing: held in time, by somebody apart, as it was told, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from forms.checking import Check
from forms.checks_penalties import law_basis
from forms.dates import day
from forms.derived_hearing import NOTICE, investigator_names, request_clock, request_in_time
from forms.predicates import Values
from forms.sources import Sources
from procedures.gates.notice import hearing_day_after, notice_days
from procedures.problems import Problem
from procedures.view import CaseView

MOST_AGENTS = 2
HEARING_ON, PRESIDER, HELD_BY = "hearing_notice_served_hearing_on", "presider", "hearing_held_presider"
KEPT = "kept"


def hearing_far_enough(values: Values, sources: Sources) -> Iterator[Problem]:
    """The notice comes so many days before the hearing, neither day counted; the days are listed (domain: K06)."""
    planned, view = values.get(HEARING_ON), CaseView(sources.case, sources.rules)
    earliest = hearing_day_after(view, sources.act.on)
    if planned and planned < earliest:
        between = "、".join(f"{each.month}月{each.day}日" for each in notice_days(view, sources.act.on))
        told = f"{day(sources.act.on)}送达听证通知，{day(planned)}举行过早；其间须有{between}，最早{day(earliest)}"
        yield Problem(
            told, law_basis(sources, "hearing_procedure", "working_days"), "改在这一天或者以后举行", HEARING_ON
        )


def asked_in_time(values: Values, sources: Sources) -> Iterator[Problem]:
    """A hearing answers a request made in time; one of the agency's own will says why (domain: K06)."""
    running = request_clock(sources)
    if running is None or values.get("own_will") or request_in_time(sources) is not None:
        return
    late = running.met_on is not None
    told = (
        f"听证申请期限至{day(running.due)}，{day(running.met_on)}的申请已逾期"
        if running.met_on
        else "没有听证申请的记录"
    )
    remedy = "本机关仍愿意举行听证的，写明自行组织听证的理由"
    basis = law_basis(sources, "hearing_procedure")
    yield Problem(told, basis, remedy, "own_will", "blocking" if late else "irregular")


def apart_from_investigation(key: str) -> Callable[[Values, Sources], Iterator[Problem]]:
    """The check that the one who chairs took no part in the investigation; `key` is the field that names them."""

    def presider_apart(values: Values, sources: Sources) -> Iterator[Problem]:
        name = str(values.get(key) or "")
        if name and name in investigator_names(sources):
            told = f"听证主持人{name}参加过本案调查，听证应当由非本案调查人员主持"
            yield Problem(told, law_basis(sources, "hearing_procedure"), "另行指定主持人", key)

    return presider_apart


def two_agents_at_most(values: Values, sources: Sources) -> Iterator[Problem]:
    """The party is represented by one or two."""
    agents = values.get("agents") or ()
    if len(agents) > MOST_AGENTS:
        told = f"当事人可以委托一至二人代理，现有{len(agents)}人"
        yield Problem(told, law_basis(sources, "hearing_procedure"), "核对代理人，只记受委托的一至二人", "agents")


def held_as_told(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The hearing is held on the day of which the party was told."""
    notice = sources.newest(NOTICE)
    planned = notice.get("hearing_on") if notice else None
    if planned and planned != sources.act.on:
        told = f"听证于{day(sources.act.on)}举行，通知的是{day(planned)}"
        basis = law_basis(sources, "hearing_procedure")
        yield Problem(told, basis, "核对日期；改期的，应当另行通知并计算期限", "act_began", "irregular")


def change_is_explained(values: Values, sources: Sources) -> Iterator[Problem]:
    """Whoever proposes anything but to keep the penalty says what and why."""
    if values.get("conclusion") not in (None, "", KEPT) and not values.get("suggestion"):
        told = "建议变更、不予处罚或者补充调查的，应当写明内容和理由"
        yield Problem(told, law_basis(sources, "hearing_record"), "补填处理意见和建议", "suggestion")


def report_follows_record(values: Values, sources: Sources) -> Iterator[Problem]:
    """The report speaks of what the record holds."""
    typed = sources.act.values
    if not typed.get("case_side") and not typed.get("party_side"):
        told = "还没有听证笔录的内容，决定应当根据听证笔录作出"
        basis = law_basis(sources, "hearing_record")
        yield Problem(told, basis, "先制作听证笔录", "record_attached", "irregular")
    if not values.get("record_attached"):
        yield Problem("没有附听证笔录", law_basis(sources, "hearing_record"), "把听证笔录列入附件", "record_attached")


HEARING_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "hearing_far_enough": Check((HEARING_ON,), hearing_far_enough),
        "asked_in_time": Check(("own_will",), asked_in_time),
        "presider_apart": Check((PRESIDER,), apart_from_investigation(PRESIDER)),
        "chair_apart": Check((HELD_BY,), apart_from_investigation(HELD_BY)),
        "two_agents_at_most": Check(("agents",), two_agents_at_most),
        "held_as_told": Check(("act_began",), held_as_told),
        "change_is_explained": Check(("conclusion", "suggestion"), change_is_explained),
        "report_follows_record": Check(("record_attached",), report_follows_record),
    }
)
