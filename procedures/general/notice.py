"""The steps from the notice to the decision: statement, hearing, legal review, discussion, decision.

Sources: 行政处罚法 第四十四条、第四十五条、第五十七条、第五十八条、第六十条、第六十二条至第六十五条.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from procedures.case import Act
from procedures.clocks import ClockState
from procedures.steps import BARRED, DONE, NEEDED, Bar, Need, Situation, named
from procedures.triggers import HEARING_NOTICE, NOTICE_PAPERS, paper_of
from procedures.view import KIND_WORDS, penalty_of, yuan

OUTCOMES = ("decision_made", "no_penalty_decided")
HEARING_CLOCK = "hearing_request"
STATEMENT_CLOCK = "statement_period"


@dataclass(frozen=True, slots=True)
class Told:
    """A prior notice that has reached its party: served, or published until it counts as served; `on` that day."""

    act: Act
    on: date

    @property
    def offers_hearing(self) -> bool:
        """Whether it tells of the right to a hearing."""
        return bool(self.act.get("hearing_offered")) or self.act.get("paper") == HEARING_NOTICE


def told(now: Situation) -> Told | None:
    """The newest prior notice that has reached the party."""
    found = [Told(act, act.on) for act in now.of("notice_served")]
    found += [
        Told(act, state.clock.due) for act, state in published(now, *NOTICE_PAPERS) if state.clock.due <= now.today
    ]
    return max(found, key=lambda notice: notice.on, default=None)


def published(now: Situation, *papers: str) -> Iterator[tuple[Act, ClockState]]:
    """The public notices of these papers that no service overtook, each with the clock of its effect."""
    for state in now.clocks:
        if state.clock.id == "public_notice_effective" and not state.clock.met_by:
            act = now.view.by_id[state.clock.act]
            if paper_of(act) in papers:
                yield act, state


def still_published(now: Situation, *papers: str) -> Bar | None:
    """That a public notice of one of these papers has not taken effect yet."""
    for act, state in published(now, *papers):
        if now.today < state.clock.due:
            words = f"已于{act.on}公告送达，{state.clock.due}公告期满，视为送达"
            return Bar(words, state.clock.basis, state.clock.certainty, state.clock.due, waits=True)
    return None


@named(DONE, "notice_in_hand")
def _notice_in_hand(now: Situation) -> date | None:
    notice = told(now)
    return notice.on if notice else None


@named(BARRED, "notice_published")
def _notice_published(now: Situation) -> Bar | None:
    return still_published(now, *NOTICE_PAPERS)


def waived(now: Situation, right: str) -> Act | None:
    """The act with which the party gave up a right after the newest notice."""
    notice = told(now)
    return next(
        (
            act
            for act in now.of("rights_waived")
            if act.get("which") in (right, "both") and (notice is None or act.on >= notice.on)
        ),
        None,
    )


def _period(now: Situation, clock_id: str) -> ClockState | None:
    """The clock of the newest notice."""
    notice = told(now)
    own = [state for state in now.clocks if state.clock.id == clock_id]
    return next((state for state in own if notice and state.clock.act == notice.act.id), own[-1] if own else None)


@named(DONE, "statement_over")
def _statement_over(now: Situation) -> date | None:
    """Stated, waived, or the period run out; a decision made shows that the agency went on."""
    if told(now) is None:
        return None
    stated = _last_since_notice(now, "statement_received")
    if stated:
        return stated
    given_up = waived(now, "statement")
    if given_up:
        return given_up.on
    period = _period(now, STATEMENT_CLOCK) or _period(now, HEARING_CLOCK)
    if period is not None:
        return period.clock.due if period.clock.due < now.today else None
    return now.day_of(*OUTCOMES)


@named(NEEDED, "hearing_right")
def _hearing_right(now: Situation) -> Need | None:
    """Whether the party may ask for a hearing, with the figure that decides it."""
    if now.verdict is None or now.verdict.hearing_right is None:
        return None
    if not now.verdict.hearing_right and not _offered(now):
        return Need(False, _why_no_hearing(now), "行政处罚法(2021) 第六十三条")
    period = _period(now, HEARING_CLOCK)
    given_up = waived(now, "hearing")
    if given_up:
        return Need(False, f"{given_up.on}放弃听证")
    asked = _since_notice(now, "hearing_requested")
    if period and period.state in ("lapsed", "waived") and not asked:
        return Need(False, f"期限至{period.clock.due}届满，没有申请听证")
    if now.of(*OUTCOMES) and not asked:
        return Need(False, "当事人没有申请听证")
    grounds = "、".join(ground.text for ground in now.verdict.hearing_grounds)
    return Need(True, f"{grounds}，当事人可以要求听证" if grounds else "已告知听证权利，当事人可以要求听证")


def _offered(now: Situation) -> bool:
    notice = told(now)
    return notice is not None and notice.offers_hearing


def _why_no_hearing(now: Situation) -> str:
    party = next(party for party in now.view.parties() if party.id == now.party)
    act = now.last("notice_served") or now.last("decision_made", "opinion_submitted")
    day = act.on if act else now.today
    setting = now.view.setting("hearing", day)
    who = now.view.limit_kind(party, day)
    line = yuan(setting.value[who])
    fine = yuan(penalty_of(act).fine) if act else "0"
    short = f"不足{line}元" if setting.value["inclusive"] else f"不超过{line}元"
    return f"不符合听证条件：{KIND_WORDS[who]}罚款{fine}元，{short}"


@named(NEEDED, "hearing_asked_for")
def _hearing_asked_for(now: Situation) -> Need | None:
    right = _hearing_right(now)
    requests = _since_notice(now, "hearing_requested")
    if not requests:
        if right is None or not right.needed:
            return right
        return None if _may_still_ask(now) else Need(False, "当事人没有申请听证")
    if _since_notice(now, "hearing_notice_served", "hearing_held"):
        return Need(True, f"当事人于{requests[-1].on}要求听证")
    if right is not None and not right.needed:
        return right
    period = _period(now, HEARING_CLOCK)
    if period and period.state == "lapsed":
        return Need(False, f"期限至{period.clock.due}届满，申请逾期")
    return Need(True, f"当事人于{requests[-1].on}要求听证")


def _may_still_ask(now: Situation) -> bool:
    """Whether the notice is still to come, or the days in which the party may ask for a hearing run."""
    period = _period(now, HEARING_CLOCK)
    return told(now) is None or (period is not None and period.state == "running")


def _since_notice(now: Situation, *kinds: str) -> Sequence[Act]:
    """The acts since the newest notice: a new notice gives every right anew."""
    notice = told(now)
    return [act for act in now.of(*kinds) if notice is None or act.on >= notice.on]


def _last_since_notice(now: Situation, *kinds: str) -> date | None:
    found = _since_notice(now, *kinds)
    return found[-1].on if found else None


@named(DONE, "hearing_requested")
def _hearing_requested(now: Situation) -> date | None:
    return _last_since_notice(now, "hearing_requested")


@named(DONE, "hearing_notified")
def _hearing_notified(now: Situation) -> date | None:
    return _last_since_notice(now, "hearing_notice_served", "hearing_held")


@named(DONE, "hearing_held")
def _hearing_held(now: Situation) -> date | None:
    return _last_since_notice(now, "hearing_held")


@named(NEEDED, "legal_review")
def _legal_review(now: Situation) -> Need | None:
    """A review that isn't needed may still become so as long as a hearing may come."""
    duty = now.verdict.legal_review if now.verdict else None
    if duty is None or (not duty.required and _hearing_may_come(now)):
        return None
    return Need(duty.required, "没有经过听证程序" if duty.once_heard else duty.reason, duty.basis)


@named(NEEDED, "discussion")
def _discussion(now: Situation) -> Need | None:
    duty = now.verdict.discussion if now.verdict else None
    return Need(duty.required, duty.reason, duty.basis) if duty else None


def _hearing_may_come(now: Situation) -> bool:
    """Whether a hearing that is not held yet was asked for in time, or still can be."""
    asked = _hearing_asked_for(now)
    is_open = not _since_notice(now, "hearing_held") and not now.of(*OUTCOMES)
    return is_open and (asked is None or asked.needed)


@named(DONE, "review_passed")
def _review_passed(now: Situation) -> date | None:
    review = now.last("legal_review_given")
    return review.on if review and review.get("passed") else None


@named(DONE, "decided")
def decided_on(now: Situation) -> date | None:
    """The day of the newest outcome; in a case opened before, an on-the-spot decision is one too."""
    opened = now.of("case_opened")
    on_the_spot = [act.on for act in now.of("on_the_spot_decision") if opened and act.on >= opened[0].on]
    return max((act.on for act in now.of(*OUTCOMES)), default=on_the_spot[-1] if on_the_spot else None)
