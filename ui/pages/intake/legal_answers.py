"""What the law answers to a proposed penalty, in the order of the legal panel: verdict, reason, article, working.

Free of Qt; amounts are fen. The general intake asks the same questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procedures.case import Act, Case, Party
from procedures.catalogue import Band, Offence
from procedures.rulebook import Rulebook
from procedures.thresholds import Duty, Ground, PartyVerdict, kinds_beyond_simple, simple_limit
from procedures.values import Dated
from procedures.view import KIND_WORDS, CaseView, Penalty, penalty_of, yuan

MODES = {"must": "应当处罚", "may": "可以处罚"}
UNSURE = {"second_hand": "据转引", "recalled": "凭记忆", "convention": "本机关的理解"}


@dataclass(frozen=True, slots=True)
class Working:
    """One line of a working: what is compared, where it stands, what comes of it."""

    name: str
    words: str
    note: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `stop` means it bars the on-the-spot decision, `duty` that something must precede a decision.

    `unsure` says in words why the rule still has to be confirmed, empty where its text was read.
    """

    id: str
    question: str
    verdict: str
    reason: str = ""
    basis: str = ""
    stop: bool = False
    duty: bool = False
    unsure: str = ""
    working: tuple[Working, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """The lawful range with the amounts at which something else begins; `thresholds` are (amount, word)."""

    low: int
    high: int
    proposed: int | None
    thresholds: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: a case with its rules, the party, the act that is planned, its offence and verdict.

    `business_told` is whether it was answered that the party acted in business.
    """

    case: Case
    rulebook: Rulebook
    party: Party
    act: Act
    verdict: PartyVerdict
    offence: Offence | None
    bands: Sequence[Band] = ()
    business_told: bool = True

    @property
    def view(self) -> CaseView:
        """The case for the rules."""
        return CaseView(self.case, self.rulebook)

    @property
    def penalty(self) -> Penalty:
        """What is proposed."""
        return penalty_of(self.act)


def answers(asked: Question) -> tuple[Answer, ...]:
    """Procedure, range, hearing, legal review, discussion, filing."""
    return (
        _procedure(asked),
        _range(asked),
        _hearing(asked),
        _duty("legal_review", "法制审核", asked.verdict.legal_review, asked),
        _duty("discussion", "集体讨论", asked.verdict.discussion, asked),
        _filing(asked),
    )


def scale_of(asked: Question) -> Scale | None:
    """The scale of the fine; None where the law counts in another way than fixed amounts."""
    fixed = [band for band in asked.bands if band.high is not None]
    if not fixed:
        return None
    low, high = min(band.low or 0 for band in fixed), max(band.high or 0 for band in fixed)
    proposed = asked.penalty.fine or None
    shown = max(high, proposed or 0)
    marks = ((simple_limit(asked.view, asked.party, asked.act.on)[0], "当场"), (_hearing_threshold(asked)[0], "听证"))
    return Scale(low, high, proposed, tuple(mark for mark in marks if mark[0] <= shown))


def range_words(bands: Sequence[Band]) -> str:
    """The range of fixed fines in words, with whether the law says may or must; empty where there is none."""
    fixed = [band for band in bands if band.high is not None]
    if not fixed:
        return ""
    low, high = min(band.low or 0 for band in fixed), max(band.high or 0 for band in fixed)
    mode = next((MODES[band.mode] for band in fixed if band.mode in MODES), "")
    return "，".join(part for part in (f"{_comma(low)}–{_comma(high)} 元", mode) if part)


def _procedure(asked: Question) -> Answer:
    verdict, penalty, view, day = asked.verdict, asked.penalty, asked.view, asked.act.on
    limit, basis = simple_limit(view, asked.party, day)
    who = KIND_WORDS[view.limit_kind(asked.party, day)]
    working = (
        Working("罚款上限", f"对{who}当场处罚", basis, f"{_comma(limit)} 元"),
        Working("拟罚款", "本页填写", "", f"{_comma(penalty.fine)} 元"),
        Working("处罚种类", "只能是警告或者罚款", basis, "、".join(kinds_beyond_simple(view, penalty)) or "没有其他"),
    )
    if not (penalty.fine or penalty.warning or penalty.gains or penalty.goods):
        return Answer("procedure", "适用程序", "填写处罚后判断", f"对{who}，{_comma(limit)} 元以下可以当场处罚", basis)
    reasons = "；".join(reason.text for reason in verdict.simple_reasons)
    bases = "；".join(dict.fromkeys(reason.basis for reason in verdict.simple_reasons))
    words = "简易程序，可以当场处罚" if verdict.simple_allowed else "普通程序，不能当场处罚"
    unsure = _unsure(view.setting("simple_procedure", day))
    return Answer("procedure", "适用程序", words, reasons, bases, not verdict.simple_allowed, False, unsure, working)


def _range(asked: Question) -> Answer:
    if asked.offence is None:
        return Answer("range", "合法幅度", "选案由后显示")
    basis = asked.offence.penalty.short
    words = range_words(asked.bands)
    unsure = "" if asked.offence.verified else "案由条文尚未核对"
    lines = tuple(
        Working(
            "幅度", MODES.get(band.mode, "罚款"), band.when or basis, f"{_comma(band.low or 0)}–{_comma(band.high)} 元"
        )
        for band in asked.bands
        if band.high is not None
    )
    if not words:
        return Answer("range", "合法幅度", "不按固定数额计算", "按货值、违法所得等计算的，见条文", basis, unsure=unsure)
    return Answer("range", "合法幅度", f"罚款 {words}", "", basis, unsure=unsure, working=lines)


def _hearing(asked: Question) -> Answer:
    threshold, setting = _hearing_threshold(asked)
    grounds = asked.verdict.hearing_grounds
    inclusive = "达到" if setting.value["inclusive"] else "超过"
    limit = Working("数额标准", f"罚款{inclusive}时有权要求听证", setting.basis, f"{_comma(threshold)} 元")
    working = (limit, Working("拟罚款", "本页填写", "", f"{_comma(asked.penalty.fine)} 元"))
    if grounds:
        basis = "；".join(dict.fromkeys(ground.basis for ground in grounds))
        fined = any(ground.head == "fine" for ground in grounds)
        reached = f"，{inclusive} {_comma(threshold)} 元{'（含本数）' if setting.value['inclusive'] else ''}"
        reason = _told(grounds) + (reached if fined else "")
        return Answer("hearing", "听证", "须告知听证权利", reason, basis, False, True, _unsure(setting), working)
    reason = f"罚款未{inclusive} {_comma(threshold)} 元"
    return Answer("hearing", "听证", "不需要告知听证", reason, setting.basis, unsure=_unsure(setting), working=working)


def _hearing_threshold(asked: Question) -> tuple[int, Dated]:
    setting = asked.view.setting("hearing", asked.act.on)
    return int(setting.value[asked.view.limit_kind(asked.party, asked.act.on)]), setting


def _duty(setting_id: str, question: str, duty: Duty | None, asked: Question) -> Answer:
    setting = asked.view.setting(setting_id, asked.act.on)
    if duty is None:
        return Answer(setting_id, question, "填写处罚后判断", "", setting.basis)
    working = (Working("规定", asked.rulebook.values[setting_id].label, setting.basis, duty.reason),)
    words = f"须经{question}" if duty.required else f"听证后须经{question}" if duty.once_heard else "不需要"
    unsure = _unsure(setting)
    return Answer(setting_id, question, words, duty.reason, duty.basis, False, duty.required, unsure, working)


def _filing(asked: Question) -> Answer:
    setting = asked.view.setting("major_filing", asked.act.on)
    business = asked.party.in_business
    key = "in_business" if business else asked.view.limit_kind(asked.party, asked.act.on)
    threshold, where = int(setting.value[key]), "经营活动" if business else "非经营活动"
    working = (
        Working("数额标准", f"{where}中的罚款，含本数", setting.basis, f"{_comma(threshold)} 元"),
        Working("拟罚款", "本页填写", "", f"{_comma(asked.penalty.fine)} 元"),
    )
    unsure = _unsure(setting)
    if not asked.business_told:
        outside = _comma(setting.value[asked.view.limit_kind(asked.party, asked.act.on)])
        inside = _comma(setting.value["in_business"])
        reason = f"先答是否经营活动：不是的，{outside} 元以上须备案；是的，{inside} 元以上"
        return Answer("filing", "重大处罚备案", "待定", reason, setting.basis, unsure=unsure)
    if asked.verdict.major_grounds:
        reason = f"{_told(asked.verdict.major_grounds)}，达到 {_comma(threshold)} 元"
        return Answer("filing", "重大处罚备案", "须备案", reason, setting.basis, False, True, unsure, working)
    reason = f"{where}，罚款未达 {_comma(threshold)} 元"
    return Answer("filing", "重大处罚备案", "不属重大，不需备案", reason, setting.basis, unsure=unsure, working=working)


def unanswered(rulebook: Rulebook, day: date) -> tuple[Answer, ...]:
    """The same questions before party and offence are known."""
    names = (
        ("hearing", "听证"),
        ("legal_review", "法制审核"),
        ("discussion", "集体讨论"),
        ("major_filing", "重大处罚备案"),
    )
    limits = rulebook.value("simple_procedure", day)
    told = "，".join(f"{KIND_WORDS[who]} {_comma(amount)} 元以下" for who, amount in limits.value.items())
    first = Answer("procedure", "适用程序", "选当事人类别和案由后判断", f"当场处罚：{told}", limits.basis)
    rest = (Answer(each, words, "填写处罚后判断", "", rulebook.value(each, day).basis) for each, words in names)
    return (first, Answer("range", "合法幅度", "选案由后显示"), *rest)


def _told(grounds: Sequence[Ground]) -> str:
    return "、".join(ground.text for ground in grounds)


def _unsure(dated: Dated) -> str:
    return UNSURE.get(dated.source.certainty, "")


def _comma(fen: int | None) -> str:
    whole, dot, rest = yuan(fen or 0).partition(".")
    return f"{int(whole):,}{dot}{rest}"
