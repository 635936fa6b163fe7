"""A line of the register as its panel shows it: the finding, the case behind it, the facts that its acts tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.errors import StorageError
from models.operations.finding_sources import proposed
from models.queries.findings import StoredFinding, may_see_findings, read_finding
from models.queries.proposals import proposals_of
from models.session import Session
from procedures.case import Act, Case
from procedures.clocks import Clock, ClockState
from procedures.days import Calendar
from procedures.faults import Cause, FaultFile
from procedures.objections import Objection
from procedures.problems import DataError
from ui.pages.case.opened import OpenedCase, open_case
from ui.pages.case.words import act_facts, act_label
from ui.pages.supervision.reading import RegisterLine


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact of the journal: its day, what it says, and the act, paper or working that shows it."""

    on: date
    words: str
    act: str = ""
    document: str = ""
    paper: str = ""
    clock: ClockState | None = None
    objection: Objection | None = None

    @property
    def is_shown_by_something(self) -> bool:
        """Whether there is anything to open behind it."""
        return bool(self.act or self.document or self.clock or self.objection)


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """A proposal or a finding with the case it is about; `file` of a proposal is the finding that it would begin.

    `sees_all` False: the reader is a person concerned, who sees what concerns himself.
    """

    line: RegisterLine
    file: FaultFile
    stored: StoredFinding | None
    case: OpenedCase | None
    sees_all: bool
    today: date

    @property
    def key(self) -> str:
        """What the line is found again by."""
        return self.line.key

    @property
    def seen(self) -> int:
        """The stream_seq that goes into the next operation."""
        return self.file.seen


def open_line(session: Session, actor: str, today: date, line: RegisterLine) -> OpenedLine:
    """Read a line. RuleError where a proposal stands no more or somebody may not look, StorageError."""
    stored = read_finding(session, line.finding.finding_id, actor, today) if line.finding else None
    file = stored.file if stored else _file_of(session, line, today)
    return OpenedLine(
        line=line,
        file=file,
        stored=stored,
        case=_case_of(session, file.case_id, today),
        sees_all=may_see_findings(session, actor, today),
        today=today,
    )


def facts_of(opened: OpenedLine) -> tuple[FactLine, ...]:
    """What the journal says of it, by day; nothing for a finding that names no act of a case."""
    if opened.case is None:
        return ()
    return tuple(sorted(_facts(opened, opened.case), key=lambda fact: fact.on))


def case_in(opened: OpenedLine) -> Case | None:
    """The case as the rules see it, where there is one."""
    return opened.case.case if opened.case is not None else None


def _file_of(session: Session, line: RegisterLine, today: date) -> FaultFile:
    if line.proposal is None:
        return FaultFile()
    return proposed(session, line.proposal.source_id, line.proposal.key, today)


def _case_of(session: Session, case_id: str, today: date) -> OpenedCase | None:
    if not case_id:
        return None
    try:
        return open_case(session, case_id, today)
    except (StorageError, DataError):
        return None


def _facts(opened: OpenedLine, case: OpenedCase) -> Iterator[FactLine]:
    file = opened.file
    named = [act for act in case.case.live_acts() if act.id in file.acts]
    for act in named:
        yield _act_line(act, case)
    if file.cause is None:
        return
    if opened.stored is not None and file.is_open and not _is_proposed(case.session, file.cause, opened.today):
        yield FactLine(opened.today, "案件的记载已有变化，按现在的记载不再提出这条线索")
    rule, _, recipient = _rule_of(file.cause.key)
    clocks = [
        state
        for state in case.assessment.deadlines
        if state.clock.id == rule and state.clock.recipient == recipient and state.clock.act in file.cause.acts
    ]
    for state in clocks:
        words = _due_words(state, opened.today, case.session.rulebook.calendar)
        yield FactLine(state.clock.due, words, clock=state)
    for objection in () if clocks else case.assessment.objections:
        if objection.rule == rule and objection.act in file.cause.acts:
            yield FactLine(objection.on, objection.text, act=objection.act, objection=objection)


def _is_proposed(session: Session, cause: Cause, today: date) -> bool:
    """Whether the record still proposes what a finding was taken up from."""
    return bool(proposals_of(session, today, source_id=cause.source_id, key=cause.key, limit=1))


def _rule_of(key: str) -> tuple[str, str, str]:
    """Rule, party and recipient of a proposal, as its key names them."""
    _, rule, party, recipient = (*key.split("/"), "", "", "")[:4]
    return rule, party, recipient


def _act_line(act: Act, case: OpenedCase) -> FactLine:
    paper = next((each for each in case.papers if each.act == act.id and each.cancelled_on is None), None)
    told = "，".join(f"{label} {words}" for label, words in act_facts(act, case.case, case.session.rulebook.recipients))
    words = f"{act_label(act)}：{told}" if told else act_label(act)
    return FactLine(act.on, words, act.id, paper.document_id if paper else "", paper.title if paper else "")


def _due_words(state: ClockState, today: date, calendar: Calendar) -> str:
    clock = state.clock
    if clock.met_on is not None:
        how = f"{clock.met_on} 完成{_late_words(clock, clock.met_on, calendar)}"
    else:
        how = "没有完成的记载" if clock.due < today else "还没有届满"
    return f"{clock.label}的最后一日，{how}"


def _late_words(clock: Clock, met_on: date, calendar: Calendar) -> str:
    """，迟 2 个工作日: how late it was, in the unit of the limit; nothing where it was in time."""
    if met_on <= clock.due:
        return ""
    if clock.unit != "working":
        return f"，迟 {(met_on - clock.due).days} 日"
    late = sum(calendar.is_working(clock.due + timedelta(days)) for days in range(1, (met_on - clock.due).days + 1))
    return f"，迟 {late} 个工作日"
