"""What the amounts and kinds of a penalty bring with them: procedure, hearing, filing, legal review, discussion.

Sources: 行政处罚法 第五十一条、第五十七条、第五十八条、第六十三条; 附件2 第二条.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from procedures.case import Act, Party
from procedures.certainty import UNCONFIRMED
from procedures.view import (
    KIND_WORDS,
    PENALTY_WORDS,
    CaseView,
    Penalty,
    changes_up_to,
    decision_meant,
    grouped,
    penalty_after,
    penalty_of,
    yuan,
)

PENALTY_ACTS = ("on_the_spot_decision", "decision_made", "notice_served", "opinion_submitted")
HEAD_WORDS = {"fine": "罚款", "confiscated_gains": "没收违法所得", "confiscated_goods": "没收非法财物"}
# Kinds of party that the office chooses to treat as citizens or as organisations.
CHOSEN_KINDS = {"sole_trader": "sole_trader_as", "farm_household": "farm_household_as"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is as it is, with the article."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A head that reaches a threshold; amounts in fen, None for a kind of penalty."""

    head: str
    amount: int | None
    threshold: int | None
    basis: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A head of a penalty beside the line of 附件2 第二条, reached or not; amounts in fen.

    `amount` is None for the kinds, `threshold` for what no line is drawn for. `certainty` is that of what was compared.
    """

    head: str
    amount: int | None
    threshold: int | None
    reached: bool
    basis: str
    certainty: str
    text: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether something must be done before the decision, and why; `once_heard`: as soon as a hearing was held."""

    required: bool
    reason: str
    basis: str
    once_heard: bool = False


@dataclass(frozen=True, slots=True)
class PartyVerdict:
    """What the newest penalty act means for one party; everything None or empty before there is one."""

    party: str
    procedure: Literal["simple", "general"] | None = None
    simple_allowed: bool | None = None
    simple_reasons: tuple[Reason, ...] = ()
    hearing_right: bool | None = None
    hearing_grounds: tuple[Ground, ...] = ()
    major: bool | None = None
    major_grounds: tuple[Ground, ...] = ()
    legal_review: Duty | None = None
    discussion: Duty | None = None


def verdict(view: CaseView, party: Party) -> PartyVerdict:
    """The verdict on the newest of decision, notice and opinion; the hearing right looks at the notice."""
    acts = view.of(*PENALTY_ACTS, party=party.id)
    return verdict_on(view, party, acts[-1]) if acts else PartyVerdict(party.id)


def verdict_on(view: CaseView, party: Party, act: Act) -> PartyVerdict:
    """The verdict on one act, also one that is only planned: what the live legal panel shows."""
    penalty = penalty_of(act)
    allowed, reasons = simple_verdict(view, party, penalty)
    notices = view.of("notice_served", party=party.id)
    hearing = hearing_grounds(view, party, penalty_of(notices[-1]) if notices else penalty)
    major = major_grounds(view, party, penalty)
    return PartyVerdict(
        party=party.id,
        procedure="simple" if allowed else "general",
        simple_allowed=allowed,
        simple_reasons=reasons,
        hearing_right=bool(hearing),
        hearing_grounds=hearing,
        major=bool(major),
        major_grounds=major,
        legal_review=legal_review(view, party, bool(hearing), act.on),
        discussion=discussion(view, bool(hearing), act.on),
    )


def simple_limit(view: CaseView, party: Party, day: date) -> tuple[int, str]:
    """The highest fine that may be decided on the spot, in fen, with its article."""
    limits = view.setting("simple_procedure", day)
    return limits.value[view.limit_kind(party, day)], limits.basis


def kinds_beyond_simple(view: CaseView, penalty: Penalty) -> tuple[str, ...]:
    """What the penalty holds that an on-the-spot decision may not carry, in words."""
    allowed = view.rulebook.value("simple_kinds", penalty.day).value
    words = [PENALTY_WORDS[kind] for kind in penalty.kinds if kind not in allowed]
    if penalty.gains:
        words.append(HEAD_WORDS["confiscated_gains"])
    if penalty.goods:
        words.append(HEAD_WORDS["confiscated_goods"])
    return tuple(words)


def simple_verdict(view: CaseView, party: Party, penalty: Penalty) -> tuple[bool, tuple[Reason, ...]]:
    """Whether the simple procedure may be used (只能是警告或者限额以内的罚款), and why or why not."""
    limit, basis = simple_limit(view, party, penalty.day)
    who = KIND_WORDS[view.limit_kind(party, penalty.day)]
    against = []
    if penalty.fine > limit:
        against.append(Reason(f"{who}罚款{yuan(penalty.fine)}元超过{yuan(limit)}元，应当适用普通程序", basis))
    against += [
        Reason(f"包含{words}，应当适用普通程序", view.rulebook.value("simple_kinds", penalty.day).basis)
        for words in kinds_beyond_simple(view, penalty)
    ]
    if against:
        return False, tuple(against)
    if penalty.fine:
        return True, (Reason(f"{who}罚款{yuan(penalty.fine)}元不超过{yuan(limit)}元，可以适用简易程序", basis),)
    return True, (Reason("没有罚款，也没有警告以外的处罚，可以适用简易程序", basis),)


def hearing_grounds(view: CaseView, party: Party, penalty: Penalty) -> tuple[Ground, ...]:
    """The heads that give a right to a hearing, each compared on its own, inclusive or not as the setting says."""
    setting = view.setting("hearing", penalty.day)
    threshold = setting.value[view.limit_kind(party, penalty.day)]
    heads = view.rulebook.value("hearing_heads", penalty.day)
    compared = {
        "fine": _compared_fine(view, penalty),
        "confiscated_gains": penalty.gains,
        "confiscated_goods": penalty.goods,
    }
    inclusive = setting.value["inclusive"]
    grounds = [
        Ground(head, amount, threshold, f"{heads.basis}；{setting.basis}", f"{HEAD_WORDS[head]}{yuan(amount)}元")
        for head, amount in compared.items()
        if head in heads.value and (amount >= threshold if inclusive else amount > threshold) and amount
    ]
    kinds = view.rulebook.value("hearing_kinds", penalty.day)
    return (*grounds, *_kind_ground(penalty, kinds.value, kinds.basis))


def major_grounds(view: CaseView, party: Party, penalty: Penalty) -> tuple[Ground, ...]:
    """Why a penalty is major and must be filed (附件2 第二条): by kind, or by the fine alone, 以上 inclusive."""
    kinds = view.setting("filing_kinds", penalty.day)
    grounds = _kind_ground(penalty, kinds.value, kinds.basis)
    line = _filing_line(view, party, penalty)
    fine = _compared_fine(view, penalty)
    if fine and fine >= line.threshold:
        grounds = (*grounds, Ground(line.head, fine, line.threshold, line.basis, f"{line.where}罚款{yuan(fine)}元"))
    return grounds


def filing_grounds(view: CaseView, party: Party, act: Act) -> tuple[Ground, ...]:
    """Why a decision, or a change of one, must be filed; empty where it need not be.

    A change must be where it alters what made the decision major or makes it major; lines that were drawn anew between
    the two alter nothing. Where it leaves nothing major, the grounds are those that it took away.
    """
    penalty = penalty_after(view, act)
    after = major_grounds(view, party, penalty)
    if act.kind != "decision_changed":
        return after
    decision = decision_meant(view, act)
    if decision is None or act.get("how") == "revoked":
        return ()
    changed = penalty_after(view, (decision, *changes_up_to(view, decision, act))[-2])
    if (changed.fine, changed.fines, changed.kinds) == (penalty.fine, penalty.fines, penalty.kinds):
        return ()
    before = major_grounds(view, party, changed)
    if [(g.head, g.amount, g.text) for g in before] == [(g.head, g.amount, g.text) for g in after]:
        return ()
    return after or tuple(replace(ground, text=f"变更前{ground.text}") for ground in before)


def comparisons(view: CaseView, party: Party, act: Act) -> tuple[Comparison, ...]:
    """Every head of a penalty compared with the lines of 附件2 第二条: the kinds, the fine, and what does not count."""
    penalty = penalty_after(view, act)
    return (_compared_kinds(view, penalty), _compared_line(view, party, penalty), *_not_counted(view, penalty))


def filing_turn(before: Sequence[Comparison], after: Sequence[Comparison]) -> str:
    """The comparisons by which a change of the facts turns the duty to file, old → new; empty where it stays."""
    if any(each.reached for each in before) == any(each.reached for each in after):
        return ""
    old, new = (
        "，".join(each.text for each in told if each not in others)
        for told, others in ((before, after), (after, before))
    )
    return f"{old} → {new}"


@dataclass(frozen=True, slots=True)
class _Line:
    """The line that a fine is compared with: fen, and the words for where and against whom it was imposed."""

    head: str
    threshold: int
    where: str
    basis: str
    certainty: str


def _filing_line(view: CaseView, party: Party, penalty: Penalty) -> _Line:
    setting = view.setting("major_filing", penalty.day)
    certainty = setting.source.certainty
    if party.in_business:
        return _Line("fine_in_business", setting.value["in_business"], "经营活动中", setting.basis, certainty)
    kind = view.limit_kind(party, penalty.day)
    if party.kind in CHOSEN_KINDS:
        certainty = _weaker(certainty, view.setting(CHOSEN_KINDS[party.kind], penalty.day).source.certainty)
    return _Line("fine_not_in_business", setting.value[kind], "非经营活动中", setting.basis, certainty)


def _compared_kinds(view: CaseView, penalty: Penalty) -> Comparison:
    setting = view.setting("filing_kinds", penalty.day)
    imposed = [PENALTY_WORDS[kind] for kind in penalty.kinds if kind in setting.value]
    others = [PENALTY_WORDS[kind] for kind in penalty.kinds if kind not in setting.value and kind != "order"]
    if imposed:
        words = f"{'、'.join(imposed)}，属于不论数额须备案的处罚种类"
    elif others:
        words = f"{'、'.join(others)}，不属于须备案的处罚种类"
    else:
        words = f"没有{'、'.join(PENALTY_WORDS[kind] for kind in setting.value)}"
    return Comparison("kind", None, None, bool(imposed), setting.basis, setting.source.certainty, words)


def _compared_line(view: CaseView, party: Party, penalty: Penalty) -> Comparison:
    line, fine = _filing_line(view, party, penalty), _compared_fine(view, penalty)
    reached = bool(fine) and fine >= line.threshold
    whom = "" if party.in_business else f"对{KIND_WORDS[view.limit_kind(party, penalty.day)]}"
    certainty, single = line.certainty, ""
    if len(penalty.fines) > 1:
        setting = view.setting("aggregation", penalty.day)
        single = "单项最高" if setting.value == "per_violation" else "合计"
        certainty = _weaker(certainty, setting.source.certainty)
    how = "达到" if reached else "未达"
    words = f"{line.where}{whom}{single}罚款{grouped(fine)}元，{how}{grouped(line.threshold)}元"
    if not fine:
        words = f"{line.where}{whom}没有罚款"
    return Comparison(line.head, fine, line.threshold, reached, line.basis, certainty, words)


def _not_counted(view: CaseView, penalty: Penalty) -> Iterator[Comparison]:
    """What is confiscated: only a fine counts as 较大数额罚款."""
    setting = view.setting("major_filing", penalty.day)
    for head, amount in (("confiscated_gains", penalty.gains), ("confiscated_goods", penalty.goods)):
        if amount:
            words = f"{HEAD_WORDS[head]}{grouped(amount)}元不是罚款，不计入"
            yield Comparison(head, amount, None, False, setting.basis, setting.source.certainty, words)


def _weaker(one: str, other: str) -> str:
    return other if other in UNCONFIRMED else one


def legal_review(view: CaseView, party: Party, hearing_right: bool, day: date) -> Duty:
    """Whether a legal review (法制审核) must precede the decision."""
    setting = view.setting("legal_review", day)
    if view.case.public_interest:
        return Duty(True, "涉及重大公共利益", setting.basis)
    if view.case.complex:
        return Duty(True, "案件情况疑难复杂", setting.basis)
    if setting.value == "always":
        return Duty(True, "本机关要求每件普通程序案件都经法制审核", setting.basis)
    if setting.value == "hearing_right" and hearing_right:
        return Duty(True, "当事人有权要求听证", setting.basis)
    if setting.value == "hearing_held" and view.of("hearing_held", party=party.id):
        return Duty(True, "经过听证程序", setting.basis)
    if setting.value == "hearing_held" and hearing_right:
        return Duty(False, "当事人有权要求听证，经过听证程序的须审核", setting.basis, once_heard=True)
    return Duty(False, "没有必须经法制审核的情形", setting.basis)


def discussion(view: CaseView, hearing_right: bool, day: date) -> Duty:
    """Whether the leaders must discuss the case (集体讨论) before the decision."""
    setting = view.setting("discussion", day)
    if view.case.complex:
        return Duty(True, "情节复杂", setting.basis)
    if setting.value == "hearing_right" and hearing_right:
        return Duty(True, "拟给予较重的行政处罚", setting.basis)
    return Duty(False, "没有必须集体讨论的情形", setting.basis)


def _compared_fine(view: CaseView, penalty: Penalty) -> int:
    """The fine that thresholds look at: all of it, or the largest single one where the office counts each violation."""
    if penalty.fines and view.setting("aggregation", penalty.day).value == "per_violation":
        return max(penalty.fines)
    return penalty.fine


def _kind_ground(penalty: Penalty, kinds: Sequence[str], basis: str) -> tuple[Ground, ...]:
    words = [PENALTY_WORDS[kind] for kind in penalty.kinds if kind in kinds]
    return (Ground("kind", None, None, basis, "、".join(words)),) if words else ()
