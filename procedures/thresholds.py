"""What the amounts and kinds of a penalty bring with them: procedure, hearing, filing, legal review, discussion.

Sources: 行政处罚法 第五十一条、第五十七条、第五十八条、第六十三条; 附件2 第二条.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedures.case import Act, Party
from procedures.view import KIND_WORDS, PENALTY_WORDS, CaseView, Penalty, penalty_of, yuan

PENALTY_ACTS = ("on_the_spot_decision", "decision_made", "notice_served", "opinion_submitted")
HEAD_WORDS = {"fine": "罚款", "confiscated_gains": "没收违法所得", "confiscated_goods": "没收非法财物"}


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
class Duty:
    """Whether something must be done before the decision, and why."""

    required: bool
    reason: str
    basis: str


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
    setting = view.setting("major_filing", penalty.day)
    fine = _compared_fine(view, penalty)
    head = "fine_in_business" if party.in_business else "fine_not_in_business"
    key = "in_business" if party.in_business else view.limit_kind(party, penalty.day)
    kinds = view.setting("filing_kinds", penalty.day)
    grounds = _kind_ground(penalty, kinds.value, kinds.basis)
    threshold = setting.value[key]
    if fine and fine >= threshold:
        where = "经营活动中" if party.in_business else "非经营活动中"
        grounds = (*grounds, Ground(head, fine, threshold, setting.basis, f"{where}罚款{yuan(fine)}元"))
    return grounds


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
