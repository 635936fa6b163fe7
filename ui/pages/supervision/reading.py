"""What the register shows: proposals of the program and findings taken up, as one list with its counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.queries.filing_lines import ProposalLine
from models.queries.findings import (
    VIEWS,
    After,
    FindingLine,
    counts_by_item,
    counts_by_origin,
    finding_lines,
    may_see_findings,
    open_proposals,
    view_counts,
)
from models.session import Session
from procedures.faults import ORIGIN_ITEMS, FaultState, Origin, Place
from ui.pages.supervision.articles import WAYS, ArticleCounts, Filter

Segment = Literal["to_confirm", "statement", "judged", "all"]
SEGMENTS: Mapping[Segment, str] = {
    "to_confirm": "待认定",
    "statement": "听取说明",
    "judged": "已认定",
    "all": "全部",
}
WITH_PROPOSALS: tuple[Segment, ...] = ("to_confirm", "all")
MOST = 1000


def segment_of(state: FaultState) -> Segment:
    """The part of the register in which a finding in this state stands."""
    return next((segment for segment in SEGMENTS if state in VIEWS[segment]), "all")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register: a proposal nobody has dealt with yet, or a finding."""

    proposal: ProposalLine | None = None
    finding: FindingLine | None = None

    @property
    def key(self) -> str:
        """What the line is found again by."""
        if self.finding is not None:
            return self.finding.finding_id
        return f"{self.proposal.source_id}/{self.proposal.key}" if self.proposal is not None else ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The items it falls under; a finding that a way of 第五条 began may have none yet."""
        if self.finding is not None:
            return self.finding.items
        return ((self.proposal.article, self.proposal.item),) if self.proposal is not None else ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the register is asked for."""

    segment: Segment = "to_confirm"
    place: Filter = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register as one person sees it. `sees_all` False: only what names the person, and no proposals.

    `after` is the key to ask for older findings with, None at the end.
    """

    sees_all: bool
    lines: tuple[RegisterLine, ...]
    counts: Mapping[Segment, int]
    articles: ArticleCounts
    after: After | None


def read_register(session: Session, actor: str, today: date, asked: Asked) -> Register:
    """The register on a day, for an officer id: findings first, then proposals, each part with the newest first."""
    proposals = _proposals(session, actor, today, asked) if asked.segment in WITH_PROPOSALS else ()
    articles, proposed = _article_counts(session, actor, today)
    kept = view_counts(session, actor, today)
    counts = {segment: kept[segment] for segment in SEGMENTS}
    counts |= {segment: counts[segment] + proposed for segment in WITH_PROPOSALS}
    made = Register(
        sees_all=may_see_findings(session, actor, today),
        lines=tuple(RegisterLine(proposal=each) for each in proposals),
        counts=counts,
        articles=replace(articles, whole=counts["all"]),
        after=None,
    )
    return read_on(session, actor, today, asked, made)


def read_on(session: Session, actor: str, today: date, asked: Asked, known: Register) -> Register:
    """The register with the next findings behind those that are known."""
    article, item, origins = _narrowed(asked.place)
    page = finding_lines(
        session,
        actor,
        today,
        view=asked.segment,
        article=article,
        item=item,
        origins=origins,
        words=asked.words,
        after=known.after,
    )
    more = tuple(RegisterLine(finding=each) for each in page.lines)
    findings = tuple(line for line in known.lines if line.finding is not None)
    proposals = tuple(line for line in known.lines if line.finding is None)
    return replace(known, lines=(*findings, *more, *proposals), after=page.after)


def _proposals(session: Session, actor: str, today: date, asked: Asked) -> tuple[ProposalLine, ...]:
    article, item = asked.place or (0, 0)
    return open_proposals(
        session, actor, today, article=article or None, item=item or None, words=asked.words, limit=MOST
    )


def _narrowed(place: Filter) -> tuple[int | None, int | None, tuple[Origin, ...]]:
    """Article and item, or ways of 第五条, that findings are narrowed to."""
    if place is None:
        return None, None, ()
    article, item = place
    if article == WAYS:
        return None, None, (ORIGIN_ITEMS[place],) if item else tuple(ORIGIN_ITEMS.values())
    return article, item or None, ()


def _article_counts(session: Session, actor: str, today: date) -> tuple[ArticleCounts, int]:
    """Counts by item with the ways of 第五条, and how many proposals nobody has dealt with."""
    items = counts_by_item(session, actor, today)
    counts = {(each.article, each.item): each.proposed + each.total for each in items}
    origins = counts_by_origin(session, actor, today)
    found = open_proposals(session, actor, today, article=WAYS, limit=MOST)
    for place, origin in ORIGIN_ITEMS.items():
        counts[place] = origins.get(origin, 0) + sum(each.item == place[1] for each in found)
    return ArticleCounts(counts, 0), sum(each.proposed for each in items) + len(found)
