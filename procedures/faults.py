"""A file of fault accountability (过错责任追究): what is recorded of it, and in which state it stands.

Source: 附件4 浏阳市农业局行政执法过错责任追究制度, articles 2 and 5 to 12. Nothing here decides: people do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from procedures.numerals import article_words

Origin = Literal["judgment", "reconsideration", "superior", "local_rules", "inspection"]
Role = Literal["handler", "reviewer", "approver", "head", "unit"]
Bearing = Literal["main", "joint", "none"]
BearingRule = Literal["6.1", "6.2", "6.3", "6.4", "not_covered"]
Fault = Literal["intent", "negligence"]
Harm = Literal["found", "none"]
ConsequenceRule = Literal["7.1", "7.2", "7.3"]
Answer = Literal["heard", "waived"]
AppealOutcome = Literal["upheld", "changed", "withdrawn"]
FaultState = Literal[
    "taken_up", "asked", "heard", "confirmed", "decided", "appealed", "closed", "without_fault", "rejected"
]
Place = tuple[int, int]

FAULT_ARTICLES = (8, 9, 10, 11, 12)
ORIGIN_ITEMS: Mapping[Place, Origin] = MappingProxyType(
    {(5, 1): "judgment", (5, 2): "reconsideration", (5, 3): "superior", (5, 4): "local_rules"}
)
OPEN_STATES: frozenset[FaultState] = frozenset({"taken_up", "asked", "heard", "confirmed", "decided", "appealed"})
BEFORE_CONFIRMING: frozenset[FaultState] = frozenset({"taken_up", "asked", "heard"})


@dataclass(frozen=True, slots=True)
class Involved:
    """A person of the case with the role that the case records; `bearing` is that person's share under article 6.

    The office itself (`role` unit) has no officer id. `unit_post` is unit and post (单位及职务) as X6 prints them.
    """

    name: str
    officer_id: str = ""
    role: Role = "handler"
    bearing: Bearing = "none"
    acts: tuple[str, ...] = ()
    unit_post: str = ""
    certificate_no: str = ""

    @property
    def key(self) -> str:
        """By what the person is found again: the officer id, else the name."""
        return self.officer_id or self.name


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person was asked and answered; `reply_by` is the day that the asker named, `on` that of the answer."""

    person: str
    asked_on: date | None = None
    question: str = ""
    reply_by: date | None = None
    answer: Answer | None = None
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """The proposal that a finding was taken up from: its case or matter, its key and the acts it rested on."""

    source: str
    source_id: str
    key: str
    acts: tuple[str, ...] = ()
    because: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class EndedCertificate:
    """A certificate that a consequence ended, with the days that it had before."""

    officer_id: str
    no: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows under article 7. Amount in fen: what the persons bear of a compensation.

    `certificate_from` is the first day on which the certificates of `certificates_of` (officer ids) don't hold any
    more, `ended` those certificates; `crime` that the matter goes to the judicial organs, `handed_to` which.
    """

    rules: tuple[ConsequenceRule, ...] = ()
    words: str = ""
    certificate_from: date | None = None
    certificates_of: tuple[str, ...] = ()
    amount: int | None = None
    crime: bool = False
    handed_to: str = ""
    handed_on: date | None = None
    ended: tuple[EndedCertificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The second person who confirmed, on which day, with which words."""

    person: str
    name: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A complaint of a person concerned; while it has no outcome the consequence waits."""

    person: str
    on: date
    words: str
    outcome: AppealOutcome | None = None
    settled_on: date | None = None
    settled_words: str = ""


@dataclass(frozen=True, slots=True)
class FaultPaper:
    """The opinion (X6) as it was issued: number, day, digests of its two files."""

    id: str
    form: str
    title: str
    number: str
    issued_on: date
    docx: str
    pdf: str
    cancelled_on: date | None = None
    cancel_reason: str = ""


@dataclass(frozen=True, slots=True)
class FaultFile:
    """One finding with all that was recorded of it.

    `items` are (article, item) of articles 8 to 12, `acts` ids of the case, `evidence` pieces in words; `found_on` is
    the day of the judgment, decision or inspection that found the fault. Answers that nobody has given yet are None;
    each hole of the regulation has a reason: `origin_reason` for the bureau's own inspection (附件3 第七条第四项),
    `harm_words` for harm not found, `bearing_reason` for a bearing that article 6 doesn't cover. `cause_words` say how
    the act led to the harm (第二条). `appeal_days` and `appeal_to` are what X6 tells of the complaint, confirmed by a
    person. `remind_on` is a reminder (还要查明), no limit of the law.
    """

    id: str = ""
    items: tuple[Place, ...] = ()
    case_id: str = ""
    case_title: str = ""
    case_number: str = ""
    party: str = ""
    acts: tuple[str, ...] = ()
    facts: str = ""
    evidence: tuple[str, ...] = ()
    persons: tuple[Involved, ...] = ()
    origin: Origin | None = None
    origin_reason: str = ""
    bearing_rule: BearingRule | None = None
    bearing_reason: str = ""
    fault: Fault | None = None
    harm: Harm | None = None
    harm_words: str = ""
    cause_words: str = ""
    opinion: str = ""
    proposer: str = ""
    appeal_days: int | None = None
    appeal_to: str = ""
    found_on: date | None = None
    cause: Cause | None = None
    state: FaultState = "taken_up"
    taken_up_by: str = ""
    taken_up_on: date | None = None
    statements: tuple[Statement, ...] = ()
    remind_on: date | None = None
    remind_words: str = ""
    confirmation: Confirmation | None = None
    consequence: Consequence | None = None
    decided_on: date | None = None
    papers: tuple[FaultPaper, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    ended_on: date | None = None
    outcome: str = ""
    seen: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN_STATES

    @property
    def paper(self) -> FaultPaper | None:
        """The opinion (X6) that stands, the newest that was not cancelled."""
        return next((paper for paper in reversed(self.papers) if paper.cancelled_on is None), None)

    @property
    def open_appeal(self) -> Appeal | None:
        """The appeal that has no outcome yet."""
        return next((appeal for appeal in self.appeals if appeal.outcome is None), None)

    def statement_of(self, person: Involved) -> Statement | None:
        """What this person was asked and answered, the newest of it."""
        return next((one for one in reversed(self.statements) if one.person == person.key), None)

    def to_be_heard(self) -> tuple[Involved, ...]:
        """Whose statement is needed: of those who bear it, of all while nobody does yet; the office itself has none."""
        return tuple(one for one in self.bearers() or self.persons if one.role != "unit")

    def unheard(self) -> tuple[Involved, ...]:
        """Who has neither been heard nor waived a statement."""
        return tuple(one for one in self.to_be_heard() if not is_answered(self.statement_of(one)))

    def bearers(self) -> tuple[Involved, ...]:
        """Those who bear it, the main one first."""
        bearing = (one for one in self.persons if one.bearing != "none")
        return tuple(sorted(bearing, key=lambda one: one.bearing, reverse=True))


def is_answered(statement: Statement | None) -> bool:
    """Whether a person was heard or waived the statement."""
    return statement is not None and statement.answer is not None


def rule_words(rule: str) -> str:
    """第六条第一项 for a rule of bearing or consequence such as 6.1."""
    if rule == "not_covered":
        return NOT_COVERED_WORDS
    article, _, item = rule.partition(".")
    return article_words(int(article), None, int(item))


STATE_WORDS: Mapping[FaultState, str] = MappingProxyType(
    {
        "taken_up": "待认定",
        "asked": "听取说明",
        "heard": "已听取说明",
        "confirmed": "已认定",
        "decided": "已追究",
        "appealed": "申诉中",
        "closed": "已办结",
        "without_fault": "不构成过错",
        "rejected": "不予采纳",
    }
)
ORIGIN_WORDS: Mapping[Origin, str] = MappingProxyType(
    {
        "judgment": "行政诉讼判决",
        "reconsideration": "行政复议决定",
        "superior": "上级认定",
        "local_rules": "其他违法行为",
        "inspection": "监督检查",
    }
)
INSPECTION_BASIS = "附件3 第七条第四项"
ORIGIN_BASIS: Mapping[Origin, str] = MappingProxyType(
    {origin: f"附件4 {article_words(article, None, item)}" for (article, item), origin in ORIGIN_ITEMS.items()}
    | {"inspection": INSPECTION_BASIS}
)
ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {"handler": "承办人", "reviewer": "审核人", "approver": "批准人", "head": "主管领导", "unit": "单位"}
)
BEARING_WORDS: Mapping[Bearing, str] = MappingProxyType(
    {"main": "承担责任", "joint": "负连带责任", "none": "不承担责任"}
)
NOT_COVERED_WORDS = "第六条没有规定的情形"
FAULT_WORDS: Mapping[Fault, str] = MappingProxyType({"intent": "故意", "negligence": "过失"})
HARM_WORDS: Mapping[Harm, str] = MappingProxyType({"found": "有损害", "none": "未发现损害"})
CONSEQUENCE_WORDS: Mapping[ConsequenceRule, str] = MappingProxyType(
    {
        "7.1": "情节较轻，依法给予行政处分",
        "7.2": "情节较重，取消执法资格和相应的行政处分",
        "7.3": "承担全部或部分赔偿费用",
    }
)
APPEAL_WORDS: Mapping[AppealOutcome, str] = MappingProxyType(
    {"upheld": "维持原认定", "changed": "改变原认定", "withdrawn": "撤回申诉"}
)
WITHOUT_FAULT = "不构成附件4第二条之过错（作纪律提醒）"
