"""The register of fault accountability: by article and item, its lines, proposals not yet dealt with, one finding.

Confidential: people whose post oversees see everything, others what names them, and nothing else. No list, search or
export of cases reads these tables.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from peewee import JOIN, SQL, fn

from models import search
from models.database import Row
from models.entries import Entry
from models.errors import StorageError
from models.findings import finding_from_entries, finding_stream
from models.findings_access import WHO_MAY_LOOK as WHO_MAY_LOOK
from models.findings_access import access_of, refuse_strangers
from models.journal import read_stream
from models.objects import paper_store
from models.queries.filing_lines import ProposalLine
from models.queries.finding_history import HistoryLine, history_of
from models.queries.proposals import proposal_counts
from models.queries.rows import day, day_or_none, instant
from models.session import Session
from models.tables.filing import MatterRow, ProposalRow
from models.tables.findings import FindingCauseRow, FindingItemRow, FindingPaperRow, FindingPersonRow, FindingRow
from procedures.faults import FAULT_ARTICLES, FaultFile, FaultState, Origin, Place

View = Literal["to_confirm", "statement", "judged", "open", "ended", "all"]
VIEWS: Mapping[View, tuple[FaultState, ...]] = {
    "to_confirm": ("taken_up",),
    "statement": ("asked", "heard"),
    "judged": ("confirmed", "decided", "appealed", "closed", "without_fault", "rejected"),
    "open": ("taken_up", "asked", "heard", "confirmed", "decided", "appealed"),
    "ended": ("closed", "without_fault", "rejected"),
    "all": ("taken_up", "asked", "heard", "confirmed", "decided", "appealed", "closed", "without_fault", "rejected"),
}
MOST = 200
After = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the register. `items` and `rules` are keys of the regulation, amount is fen, names are words.

    `remind_on` is a reminder of the office's own; `appealed_on` is set while an appeal has no outcome.
    """

    finding_id: str
    state: FaultState
    is_open: bool
    case_id: str
    case_title: str
    case_number: str
    items: tuple[Place, ...]
    persons: str
    facts: str
    origin: str
    bearing_rule: str
    fault: str
    harm: str
    taken_up_by: str
    taken_up_on: date
    found_on: date | None
    remind_on: date | None
    confirmed_by: str
    confirmed_on: date | None
    rules: tuple[str, ...]
    certificate_from: date | None
    amount: int | None
    decided_on: date | None
    number: str
    appealed_on: date | None
    ended_on: date | None
    outcome: str
    last_on: date
    stream_seq: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A page of the register; `after` is the key to ask for the next one with, None at the end."""

    lines: tuple[FindingLine, ...]
    after: After | None


@dataclass(frozen=True, slots=True)
class ItemCount:
    """One of the 46 items of articles 8 to 12: proposals not dealt with, findings open, findings in all."""

    article: int
    item: int
    text: str
    proposed: int
    open: int
    total: int


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """One finding with its history; `seen` goes into the next operation."""

    finding_id: str
    file: FaultFile
    entries: tuple[Entry, ...]
    history: tuple[HistoryLine, ...]

    @property
    def seen(self) -> int:
        """The stream_seq up to which this is read."""
        return self.file.seen


def may_see_findings(session: Session, actor: str, day: date) -> bool:
    """Whether the actor (an officer id) may look at all findings on a day: by the word of his post (岗位分工).

    Others may look at what names them; `WHO_MAY_LOOK` says so in words. There is no login: the actor is taken on trust.
    """
    return access_of(session, actor, day) == "all"


def counts_by_item(session: Session, actor: str, today: date) -> tuple[ItemCount, ...]:
    """All 46 items in the order of the regulation, with counts; for others than overseers what names them."""
    proposed = _open_proposal_counts(session, today) if may_see_findings(session, actor, today) else {}
    rows = session.database.rows(
        FindingItemRow.select(
            FindingItemRow.article, FindingItemRow.item, fn.COUNT(FindingRow.finding_id), fn.SUM(FindingRow.is_open)
        )
        .join(FindingRow, on=(FindingRow.finding_id == FindingItemRow.finding_id))
        .where(_visible(session, actor, today))
        .group_by(FindingItemRow.article, FindingItemRow.item)
    )
    found = {(article, item): (int(total), int(still)) for article, item, total, still in rows}
    return tuple(
        ItemCount(
            *place,
            text=item.text,
            proposed=proposed.get(place, 0),
            open=found.get(place, (0, 0))[1],
            total=found.get(place, (0, 0))[0],
        )
        for place, item in sorted(session.rulebook.accountability.items.items())
        if item.article in FAULT_ARTICLES
    )


def counts_by_origin(session: Session, actor: str, today: date) -> Mapping[Origin, int]:
    """How many findings the actor sees under each way in which a fault is found (第五条, 附件3 第七条第四项)."""
    query = (
        FindingRow.select(FindingRow.origin, fn.COUNT(FindingRow.finding_id))
        .where(_visible(session, actor, today), FindingRow.origin != "")
        .group_by(FindingRow.origin)
    )
    return {origin: int(count) for origin, count in session.database.rows(query)}


def view_counts(session: Session, actor: str, today: date) -> Mapping[View, int]:
    """How many findings each view holds for the actor."""
    query = (
        FindingRow.select(FindingRow.state, fn.COUNT(FindingRow.finding_id))
        .where(_visible(session, actor, today))
        .group_by(FindingRow.state)
    )
    counted = {state: int(count) for state, count in session.database.rows(query)}
    return {view: sum(counted.get(state, 0) for state in states) for view, states in VIEWS.items()}


def finding_lines(
    session: Session,
    actor: str,
    today: date,
    *,
    view: View = "open",
    article: int | None = None,
    item: int | None = None,
    origins: Collection[Origin] = (),
    words: str = "",
    case_id: str = "",
    after: After | None = None,
    limit: int = MOST,
) -> FindingPage:
    """Findings with the newest entry first: of a view, an item, ways of 第五条, a case; what the actor may see."""
    query = FindingRow.select().where(_visible(session, actor, today))
    if view != "all":
        query = query.where(FindingRow.state.in_(VIEWS[view]))
    if article is not None:
        of_item = FindingItemRow.select(FindingItemRow.finding_id).where(FindingItemRow.article == article)
        of_item = of_item if item is None else of_item.where(FindingItemRow.item == item)
        query = query.where(FindingRow.finding_id.in_(of_item))
    if origins:
        query = query.where(FindingRow.origin.in_(tuple(origins)))
    for word in words.split():
        query = query.where(_holds(word))
    if case_id:
        query = query.where(FindingRow.case_id == case_id)
    if after is not None:
        last_on, finding_id = after
        earlier = FindingRow.last_on < last_on
        query = query.where(earlier | ((FindingRow.last_on == last_on) & (FindingRow.finding_id < finding_id)))
    ordered = query.order_by(FindingRow.last_on.desc(), FindingRow.finding_id.desc()).limit(limit + 1)
    rows = session.database.rows(ordered)
    lines = tuple(_line(row) for row in rows[:limit])
    return FindingPage(lines, (lines[-1].last_on.isoformat(), lines[-1].finding_id) if len(rows) > limit else None)


def due_reminders(session: Session, actor: str, today: date) -> tuple[FindingLine, ...]:
    """Open findings whose reminder (还要查明) has come, the earliest first; for overseers only."""
    if not may_see_findings(session, actor, today):
        return ()
    query = FindingRow.select().where(FindingRow.is_open == 1, FindingRow.remind_on <= today.isoformat())
    return tuple(_line(row) for row in session.database.rows(query.order_by(FindingRow.remind_on).limit(MOST)))


def open_proposals(
    session: Session,
    actor: str,
    today: date,
    *,
    article: int | None = None,
    item: int | None = None,
    words: str = "",
    limit: int = MOST,
) -> tuple[ProposalLine, ...]:
    """Proposals that stand at the end of `today` and nobody has dealt with, the newest first; for overseers only.

    `words` find cases as the case list does, matters by their title.
    """
    if not may_see_findings(session, actor, today):
        return ()
    query = ProposalRow.select().where(ProposalRow.since <= today.isoformat())
    query = query.where(~fn.EXISTS(FindingCauseRow.select(SQL("1")).where(*_dealt_with())))
    if article is not None:
        query = query.where(ProposalRow.article == article)
    if item is not None:
        query = query.where(ProposalRow.item == item)
    if words.strip():
        query = query.where(_of_found(session, words))
    order = (ProposalRow.since.desc(), ProposalRow.source_id.desc(), ProposalRow.key.desc())
    return tuple(_proposal(row) for row in session.database.rows(query.order_by(*order).limit(limit)))


def read_finding(session: Session, finding_id: str, actor: str, today: date) -> StoredFinding:
    """One finding with its history. RuleError for somebody who may not look, StorageError where there is none."""
    entries = read_stream(session.database, finding_stream(finding_id))
    if not entries:
        raise StorageError(f"过错责任 {finding_id}", "数据库里没有这一件", "请刷新登记簿后重新打开")
    file = finding_from_entries(entries)
    refuse_strangers(session, actor, today, file)
    return StoredFinding(finding_id, file, entries, history_of(entries))


def finding_paper_bytes(
    session: Session, document_id: str, kind: Literal["docx", "pdf"], actor: str, today: date
) -> bytes:
    """The frozen file of an opinion (X6). RuleError for somebody who may not look, StorageError where it is missing."""
    column = FindingPaperRow.docx if kind == "docx" else FindingPaperRow.pdf
    chosen = FindingPaperRow.select(column, FindingPaperRow.finding_id)
    row = session.database.one(chosen.where(FindingPaperRow.document_id == document_id))
    if row is None:
        raise StorageError(f"文书 {document_id}", "登记簿里没有这份文书", "请刷新登记簿后重新打开")
    digest, finding_id = row
    read_finding(session, finding_id, actor, today)
    return paper_store(session.folder).read(digest)


def _visible(session: Session, actor: str, today: date) -> Any:
    if may_see_findings(session, actor, today):
        return SQL("1 = 1")
    own = FindingPersonRow.select(FindingPersonRow.finding_id).where(FindingPersonRow.officer_id == actor)
    return FindingRow.finding_id.in_(own)


def _holds(word: str) -> Any:
    columns = (FindingRow.case_title, FindingRow.case_number, FindingRow.persons, FindingRow.facts, FindingRow.number)
    found = columns[0].contains(word)
    for column in columns[1:]:
        found |= column.contains(word)
    return found


def _of_found(session: Session, words: str) -> Any:
    """Proposals about cases that the search finds, and about matters whose title holds the words."""
    cases = search.find(session.database, words)
    found = MatterRow.select(MatterRow.matter_id).where(MatterRow.title.contains(words.strip()))
    of_cases = SQL(f'"source_id" IN ({cases})') if cases is not None else SQL("1 = 0")
    return of_cases | ProposalRow.source_id.in_(found)


def _dealt_with() -> tuple[Any, ...]:
    """A proposal is dealt with while a finding of it is open, and afterwards unless its acts have changed."""
    same = (FindingCauseRow.source_id == ProposalRow.source_id) & (FindingCauseRow.key == ProposalRow.key)
    return same, (FindingCauseRow.is_open == 1) | (FindingCauseRow.acts == ProposalRow.acts)


def _open_proposal_counts(session: Session, today: date) -> dict[Place, int]:
    """Proposals that stand, less those dealt with, which are few: the join goes out from these."""
    columns = (ProposalRow.source_id, ProposalRow.key, ProposalRow.article, ProposalRow.item)
    known = FindingCauseRow.select(*columns).join(ProposalRow, JOIN.CROSS).where(*_dealt_with())
    dealt = known.where(ProposalRow.since <= today.isoformat()).distinct()
    less = Counter((article, item) for _, _, article, item in session.database.rows(dealt))
    return {place: count - less[place] for place, count in proposal_counts(session, today).items()}


_COLUMNS = tuple(field.name for field in FindingRow._meta.sorted_fields)
_PROPOSED = tuple(field.name for field in ProposalRow._meta.sorted_fields)


def _line(row: Row) -> FindingLine:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["is_open"] = bool(values["is_open"])
    values["items"] = tuple(_place(one) for one in values["items"].split(",") if one)
    values["rules"] = tuple(one for one in values.pop("consequences").split(",") if one)
    for name in ("taken_up_on", "last_on"):
        values[name] = day(values[name])
    for name in ("found_on", "remind_on", "confirmed_on", "certificate_from", "decided_on", "appealed_on", "ended_on"):
        values[name] = day_or_none(values[name])
    values["recorded_at"] = instant(values["recorded_at"])
    return FindingLine(**values)


def _place(text: str) -> Place:
    article, _, item = text.partition(".")
    return int(article), int(item)


def _proposal(row: Row) -> ProposalLine:
    values = dict(zip(_PROPOSED, row, strict=True))
    values |= {"certain": bool(values["certain"]), "established": bool(values["established"])}
    values |= {"acts": tuple(json.loads(values["acts"])), "since": day(values["since"])}
    return ProposalLine(**values)
