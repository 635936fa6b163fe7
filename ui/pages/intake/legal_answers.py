"""What the law answers to a proposed penalty, in the order of the legal panel: verdict, reason, article, working.

Free of Qt; amounts are fen. The general intake asks the same questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procedures.case import Act, Party
from procedures.catalogue import Offence
from procedures.discretion import Bounds, bounds_of, breaches
from procedures.rulebook import Rulebook
from procedures.thresholds import Duty, Ground, PartyVerdict, kinds_beyond_simple, simple_limit
from procedures.values import Dated
from procedures.view import KIND_WORDS, CaseView, Penalty, penalty_of
from ui.pages.intake.answer import UNSURE, Answer, Working, comma
from ui.pages.intake.bands import range_words
from ui.pages.intake.range_answers import CRIME, filing_line, hearing_line, range_answers

PROCEDURE = "procedure"
GENERAL = "普通程序，不能当场处罚"
NO_RANGE = Answer("range", "合法幅度", "选案由后显示")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: the case for the rules, the party, the act that is planned and the verdict on it.

    `business_told` is whether it was answered that the party acted in business.
    """

    view: CaseView
    party: Party
    act: Act
    verdict: PartyVerdict
    business_told: bool = True

    @property
    def penalty(self) -> Penalty:
        """What is proposed."""
        return penalty_of(self.act)

    @property
    def bounds(self) -> Bounds | None:
        """Between which sums the fine must lie while none is proposed; None where several breaches or facts leave it
        open."""
        own = breaches(self.view, self.party, self.act)
        if self.penalty.fine or len(own) != 1:
            return None
        found = bounds_of(self.view, self.party, self.act, own[0])
        return None if found is None or found.why_none else found

    @property
    def must_confiscate(self) -> bool:
        """Whether the article confiscates something on these facts."""
        own = breaches(self.view, self.party, self.act)
        return any(breach.range is not None and breach.range.confiscate for breach in own)


def answers(asked: Question) -> tuple[Answer, ...]:
    """Procedure, range and what stands beside it, hearing, legal review, discussion, filing, crime."""
    own = range_answers(asked.view, asked.party, asked.act) or (NO_RANGE,)
    return (
        _procedure(asked),
        *(each for each in own if each.id != CRIME),
        _hearing(asked),
        _duty("legal_review", "法制审核", asked.verdict.legal_review, asked),
        _duty("discussion", "集体讨论", asked.verdict.discussion, asked),
        _filing(asked),
        *(each for each in own if each.id == CRIME),
    )


def _procedure(asked: Question) -> Answer:
    verdict, penalty, view, day = asked.verdict, asked.penalty, asked.view, asked.act.on
    limit, basis = simple_limit(view, asked.party, day)
    who = KIND_WORDS[view.limit_kind(asked.party, day)]
    working = (
        Working("罚款上限", f"对{who}当场处罚", basis, f"{comma(limit)} 元"),
        Working("拟罚款", "本页填写", "", f"{comma(penalty.fine)} 元"),
        Working("处罚种类", "只能是警告或者罚款", basis, "、".join(kinds_beyond_simple(view, penalty)) or "没有其他"),
    )
    if not (penalty.fine or penalty.warning or penalty.gains or penalty.goods):
        if foreseen := _beyond_simple(asked, limit):
            bounds = Working("合法幅度", foreseen, basis)
            return Answer(PROCEDURE, "适用程序", GENERAL, foreseen, basis, True, working=(working[0], bounds))
        return Answer(PROCEDURE, "适用程序", "填写处罚后判断", f"对{who}，{comma(limit)} 元以下可以当场处罚", basis)
    reasons = "；".join(reason.text for reason in verdict.simple_reasons)
    bases = "；".join(dict.fromkeys(reason.basis for reason in verdict.simple_reasons))
    words = "简易程序，可以当场处罚" if verdict.simple_allowed else GENERAL
    unsure = _unsure(view.setting("simple_procedure", day))
    return Answer(PROCEDURE, "适用程序", words, reasons, bases, not verdict.simple_allowed, False, unsure, working)


def _beyond_simple(asked: Question, limit: int) -> str:
    """Why what the article orders can't be decided on the spot, before a penalty is proposed; empty where it can."""
    told = ["条文规定应当没收"] if asked.must_confiscate else []
    if asked.bounds is not None and asked.bounds.low > limit:
        told.append(f"罚款下限 {comma(asked.bounds.low)} 元超过 {comma(limit)} 元")
    return "；".join(told)


def _by_range(asked: Question, question: str, need: str, line: int, setting: Dated) -> Answer | None:
    """What the range says of a duty that begins with an amount, while no fine is proposed."""
    bounds = asked.bounds
    if bounds is None:
        return None
    limit = Working("数额标准", "达到时须办", setting.basis, f"{comma(line)} 元")
    working = (limit, Working("合法幅度", bounds.words, bounds.basis))
    unsure, answer_id = _unsure(setting), {"听证": "hearing"}.get(question, "filing")
    if bounds.low >= line:
        reason = f"罚款下限 {comma(bounds.low)} 元，已达 {comma(line)} 元"
        mark = "待定数额"
        return Answer(answer_id, question, need, reason, setting.basis, False, True, unsure, working, mark)
    if bounds.high < line:
        reason = f"罚款上限 {comma(bounds.high)} 元，未达 {comma(line)} 元"
        return Answer(answer_id, question, f"不{need}", reason, setting.basis, unsure=unsure, working=working)
    verdict = f"罚款达到 {comma(line)} 元时{need}"
    return Answer(answer_id, question, verdict, "含本数", setting.basis, unsure=unsure, working=working)


def _hearing(asked: Question) -> Answer:
    threshold, setting = hearing_line(asked.view, asked.party, asked.act), asked.view.setting("hearing", asked.act.on)
    grounds = asked.verdict.hearing_grounds
    inclusive = "达到" if setting.value["inclusive"] else "超过"
    limit = Working("数额标准", f"罚款{inclusive}时有权要求听证", setting.basis, f"{comma(threshold)} 元")
    working = (limit, Working("拟罚款", "本页填写", "", f"{comma(asked.penalty.fine)} 元"))
    if grounds:
        basis = "；".join(dict.fromkeys(ground.basis for ground in grounds))
        fined = any(ground.head == "fine" for ground in grounds)
        reached = f"，{inclusive} {comma(threshold)} 元{'（含本数）' if setting.value['inclusive'] else ''}"
        reason = _told(grounds) + (reached if fined else "")
        return Answer("hearing", "听证", "须告知听证权利", reason, basis, False, True, _unsure(setting), working)
    foreseen = _by_range(asked, "听证", "须告知听证权利", threshold, setting) if inclusive == "达到" else None
    if foreseen is not None:
        return foreseen
    reason = f"罚款未{inclusive} {comma(threshold)} 元"
    return Answer("hearing", "听证", "不需要告知听证", reason, setting.basis, unsure=_unsure(setting), working=working)


def _duty(setting_id: str, question: str, duty: Duty | None, asked: Question) -> Answer:
    setting = asked.view.setting(setting_id, asked.act.on)
    if duty is None:
        return Answer(setting_id, question, "填写处罚后判断", "", setting.basis)
    working = (Working("规定", asked.view.rulebook.values[setting_id].label, setting.basis, duty.reason),)
    words = f"须经{question}" if duty.required else f"听证后须经{question}" if duty.once_heard else "不需要"
    unsure = _unsure(setting)
    return Answer(setting_id, question, words, duty.reason, duty.basis, False, duty.required, unsure, working)


def _filing(asked: Question) -> Answer:
    setting = asked.view.setting("major_filing", asked.act.on)
    business = asked.party.in_business
    threshold, where = filing_line(asked.view, asked.party, asked.act), "经营活动" if business else "非经营活动"
    working = (
        Working("数额标准", f"{where}中的罚款，含本数", setting.basis, f"{comma(threshold)} 元"),
        Working("拟罚款", "本页填写", "", f"{comma(asked.penalty.fine)} 元"),
    )
    unsure = _unsure(setting)
    if not asked.business_told:
        outside = comma(setting.value[asked.view.limit_kind(asked.party, asked.act.on)])
        inside = comma(setting.value["in_business"])
        reason = f"先答是否经营活动：不是的，{outside} 元以上须备案；是的，{inside} 元以上"
        return Answer("filing", "重大处罚备案", "待定", reason, setting.basis, unsure=unsure)
    if asked.verdict.major_grounds:
        reason = f"{_told(asked.verdict.major_grounds)}，达到 {comma(threshold)} 元"
        return Answer("filing", "重大处罚备案", "须备案", reason, setting.basis, False, True, unsure, working)
    foreseen = _by_range(asked, "重大处罚备案", "须备案", threshold, setting)
    if foreseen is not None:
        return foreseen
    reason = f"{where}，罚款未达 {comma(threshold)} 元"
    return Answer("filing", "重大处罚备案", "不属重大，不需备案", reason, setting.basis, unsure=unsure, working=working)


def unanswered(rulebook: Rulebook, day: date, entry: Offence | None = None) -> tuple[Answer, ...]:
    """The same questions before the party, or the offence as well, is known."""
    names = (
        ("hearing", "听证"),
        ("legal_review", "法制审核"),
        ("discussion", "集体讨论"),
        ("major_filing", "重大处罚备案"),
    )
    limits = rulebook.value("simple_procedure", day)
    told = "，".join(f"{KIND_WORDS[who]} {comma(amount)} 元以下" for who, amount in limits.value.items())
    first = Answer(PROCEDURE, "适用程序", "选当事人类别和案由后判断", f"当场处罚：{told}", limits.basis)
    rest = (Answer(each, words, "填写处罚后判断", "", rulebook.value(each, day).basis) for each, words in names)
    if entry is None:
        return (first, NO_RANGE, *rest)
    place = entry.penalty.short
    return (first, Answer(NO_RANGE.id, NO_RANGE.question, "选当事人类别后显示", range_words(entry), place), *rest)


def _told(grounds: Sequence[Ground]) -> str:
    return "、".join(ground.text for ground in grounds)


def _unsure(dated: Dated) -> str:
    return UNSURE.get(dated.source.certainty, "")
