"""Drafting checks on the sheets of legal review and discussion: every point marked, every view told, in time."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from forms.checking import Check
from forms.checks_penalties import law_basis
from forms.dates import day
from forms.derived_hearing import HELD, REQUEST_CLOCK, investigator_names, request_in_time
from forms.derived_records import DECISIONS
from forms.derived_review import attendee_names
from forms.predicates import Values
from forms.sources import Sources
from procedures.field_types import description
from procedures.problems import Problem

AGREE, YES = "agree", "yes"
OUTCOME, REVIEWED_ON = "legal_review_given_outcome", "legal_review_given_on"
STATEMENT_CLOCK = "statement_period"
VOTING_RULE = "集体讨论的通行规则（待确认）"


def seven_points_marked(values: Values, sources: Sources) -> Iterator[Problem]:
    """Each of the seven points stands on the sheet once, with what was found (domain: K23)."""
    basis, labels = law_basis(sources, "legal_review"), description().choices["review_point"]
    rows = values.get("checks") or ()
    listed = Counter(str(row["point"] or "") for row in rows)
    lacking = [label for point, label in labels.items() if not listed[point]]
    twice = [label for point, label in labels.items() if listed[point] > 1]
    unmarked = [labels[row["point"]] for row in rows if row["point"] in labels and not row["mark"]]
    for found, words in ((lacking, "没有列出"), (twice, "列了两次"), (unmarked, "没有写审核结果")):
        if found:
            yield Problem(f"{'、'.join(found)}{words}", basis, "七项内容逐项写明审核结果", "checks")
            return


def overruled_with_reason(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Where the reviewer finds otherwise than the program saw, the sheet says why."""
    labels = description().choices["review_point"]
    for row in values.get("checks") or ():
        if row["mark"] and row["proposed"] not in (None, "", row["mark"]) and not row["note"]:
            told = f"{labels.get(row['point'], '')}的审核结果与程序的判断不同，没有写理由"
            yield Problem(told, "", "在说明里写为什么", "checks")


def outcome_explained(values: Values, sources: Sources) -> Iterator[Problem]:
    """Agreement with a point left open, and anything but agreement, is explained."""
    outcome, basis = values.get(OUTCOME), law_basis(sources, "legal_review")
    if not outcome or values.get("suggestions"):
        return
    labels = description().choices["review_point"]
    left = [labels.get(row["point"], "") for row in values.get("checks") or () if row["mark"] not in (None, YES)]
    if outcome != AGREE:
        yield Problem("没有写审核意见的理由", basis, "写明需要改正的内容和理由", "suggestions")
    elif left:
        told = f"{'、'.join(left)}没有审核为符合，审核意见是同意"
        yield Problem(told, basis, "写明为什么仍然同意，或者改正审核结果、审核意见", "suggestions")


def outcome_as_recorded(values: Values, sources: Sources) -> Iterator[Problem]:
    """Whether the review was passed follows from its outcome."""
    passed = sources.act.get("passed")
    if values.get(OUTCOME) and passed is not None and passed != (values[OUTCOME] == AGREE):
        word = "通过" if passed else "没有通过"
        told = f"审核意见与登记的“{word}”不一致"
        yield Problem(told, law_basis(sources, "legal_review"), "作废记载后重新登记", OUTCOME, "irregular")


def reviewed_before_decision(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The review comes before the decision (domain: K23)."""
    yield from _before_decision(sources, "法制审核", law_basis(sources, "legal_review"), REVIEWED_ON)


def discussed_in_time(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The discussion comes after the party's time to be heard and before the decision (domain: K03, K23)."""
    yield from _before_decision(sources, "集体讨论", f"{law_basis(sources, 'decision')}第二款", "act_began")
    basis = law_basis(sources, "statement", "no_notice_no_decision")
    for label, due in _open_periods(sources):
        told = f"{label}的期限至{day(due)}，集体讨论在{day(sources.act.on)}"
        yield Problem(told, basis, "期限届满、听取意见后再讨论；已经讨论的，补充讨论", "act_began", "irregular")
    asked = request_in_time(sources)
    if asked is not None and not any(held.on >= asked.on for held in sources.acts(HELD)) and not _gave_up(sources):
        told = f"当事人{day(asked.on)}要求听证，集体讨论前没有举行听证"
        yield Problem(
            told, law_basis(sources, "hearing", "hearing_record"), "举行听证后再讨论", "act_began", "irregular"
        )


def handlers_do_not_vote(values: Values, sources: Sources) -> Iterator[Problem]:
    """Those who investigated report the case and don't vote."""
    handlers = investigator_names(sources)
    voting = [str(row["person"]) for row in values.get("speeches") or () if row["vote"] and row["person"] in handlers]
    if voting:
        told = f"{'、'.join(voting)}是本案调查人员，不参加表决"
        yield Problem(told, VOTING_RULE, "删去表决，列为汇报人或者列席人", "speeches", "irregular")


def everybody_heard(values: Values, sources: Sources) -> Iterator[Problem]:
    """Everybody who took part has said something, and nobody else is on the record."""
    rows = values.get("speeches") or ()
    said = [str(row["person"] or "") for row in rows]
    silent = [name for name in attendee_names(sources) if name not in said]
    silent += [str(row["person"]) for row in rows if row["person"] and not row["view"]]
    basis = f"{law_basis(sources, 'decision')}第二款"
    if silent:
        yield Problem(f"没有记{'、'.join(dict.fromkeys(silent))}的意见", basis, "逐人记明意见", "speeches")
    others = [name for name in said if name and name not in attendee_names(sources)]
    if others and attendee_names(sources):
        told = f"{'、'.join(others)}有发言，不在参加人员里"
        yield Problem(told, basis, "核对参加人员；只列席的，写在列席人里", "speeches", "irregular")


def heads_attend(values: Values, sources: Sources) -> Iterator[Problem]:
    """It is the heads of the agency who decide together: each stands on the record with the post."""
    bare = [str(row["person"]) for row in values.get("speeches") or () if row["person"] and not row["post"]]
    if bare:
        told = f"{'、'.join(bare)}没有写职务，集体讨论由行政机关负责人参加"
        basis = f"{law_basis(sources, 'decision')}第二款"
        yield Problem(told, basis, "写明职务；不是负责人的，列为列席人", "speeches", "irregular")


def _before_decision(sources: Sources, label: str, basis: str, where: str) -> Iterator[Problem]:
    party = sources.party.id if sources.party else ""
    decided = [act.on for act in sources.case.live_acts() if act.kind in DECISIONS and _is_about(sources, act, party)]
    if decided and min(decided) < sources.act.on:
        told = f"{label}在{day(sources.act.on)}，晚于{day(min(decided))}的处罚决定"
        yield Problem(told, basis, "核对日期；确实在决定以后的，如实保留", where, "irregular")


def _is_about(sources: Sources, act: Any, party: str) -> bool:
    return not party or sources.case.party_of(act) in ("", party)


def _open_periods(sources: Sources) -> Iterator[tuple[str, Any]]:
    """The party's periods of the newest notice that were neither used nor given up nor over by the day."""
    from procedures.deadlines import clocks

    notice = sources.newest("notice_served")
    for clock in clocks(sources.case, sources.rules) if notice else ():
        if notice and clock.act == notice.id and clock.id in (STATEMENT_CLOCK, REQUEST_CLOCK):
            used = [each for each in (clock.met_on, clock.waived_on) if each is not None and each <= sources.act.on]
            if not used and sources.act.on <= clock.due:
                yield clock.label, clock.due


def _gave_up(sources: Sources) -> bool:
    return any(act.get("which") in ("hearing", "both") for act in sources.acts("rights_waived"))


REVIEW_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "seven_points_marked": Check(("checks",), seven_points_marked),
        "overruled_with_reason": Check(("checks",), overruled_with_reason),
        "outcome_explained": Check(("checks", OUTCOME, "suggestions"), outcome_explained),
        "outcome_as_recorded": Check((OUTCOME,), outcome_as_recorded),
        "reviewed_before_decision": Check((REVIEWED_ON,), reviewed_before_decision),
        "discussed_in_time": Check(("act_began",), discussed_in_time),
        "handlers_do_not_vote": Check(("speeches",), handlers_do_not_vote),
        "everybody_heard": Check(("speeches",), everybody_heard),
        "heads_attend": Check(("speeches",), heads_attend),
    }
)
