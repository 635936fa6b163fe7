"""Which decisions of a sample are major, by which comparison, and how the filing with each recipient stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedures.case import Act, Case, Party
from procedures.deadlines import clocks_of
from procedures.filing import STATE_WORDS, Filing, filings
from procedures.rulebook import Rulebook
from procedures.thresholds import PENALTY_ACTS, Comparison, comparisons
from procedures.view import CaseView


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision of a party (before there is any, what was last proposed): its comparisons and its filings."""

    party: str
    party_name: str
    act: str
    on: date
    compared: tuple[Comparison, ...]
    filings: tuple[Filing, ...]

    @property
    def is_major(self) -> bool:
        """Whether it must be filed."""
        return any(each.reached for each in self.compared) or bool(self.filings)

    @property
    def words(self) -> str:
        """What decides: the heads that reach their line, else the comparisons that count and do not."""
        told = [each.text for each in self.compared if each.reached]
        return "；".join(told or [each.text for each in self.compared if each.threshold or each.head == "kind"])


def judged_in(case: Case, rulebook: Rulebook, day: date) -> tuple[Judged, ...]:
    """Every decision, and every change that is filed again, at the end of `day`, party by party."""
    view = CaseView(case.until(day), rulebook)
    made = filings(view, clocks_of(view))
    return tuple(_judged(view, party, act, made) for party in view.parties() for act in _acts(view, party, made))


def as_rows(found: Sequence[Judged]) -> list[Mapping[str, Any]]:
    """The same as plain values, for what is expected of a sample: days as text, states by their ids."""
    return [
        {
            "party": each.party,
            "act": each.act,
            "major": each.is_major,
            "words": each.words,
            "filings": [_row(filing) for filing in each.filings],
        }
        for each in found
    ]


def filing_rows(name: str, found: Sequence[Judged], recipients: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The cells of a sample in the table of filings: one row a decision, a column for each recipient."""
    for number, each in enumerate(found):
        states = {filing.recipient: _standing(filing) for filing in each.filings}
        yield (
            name if number == 0 else "",
            each.party_name,
            "是" if each.is_major else "否",
            each.words,
            *(states.get(recipient, "—") for recipient in recipients),
        )


def _acts(view: CaseView, party: Party, made: Sequence[Filing]) -> Sequence[Act]:
    decided = view.decisions(party.id) or view.of(*PENALTY_ACTS, party=party.id)[-1:]
    again = [view.by_id[filing.decision] for filing in made if filing.refiles and filing.party == party.id]
    return (*decided, *dict.fromkeys(again))


def _judged(view: CaseView, party: Party, act: Act, made: Sequence[Filing]) -> Judged:
    own = tuple(filing for filing in made if (filing.party, filing.decision) == (party.id, act.id))
    return Judged(party.id, party.name, act.id, act.on, comparisons(view, party, act), own)


def _standing(filing: Filing) -> str:
    plain = f"（原{filing.clock.plain_due:%m-%d}）" if filing.clock.plain_due != filing.clock.due else ""
    done = f" {filing.filed_on:%m-%d}报送" if filing.filed_on else ""
    return f"{filing.clock.due}{plain}{done} {STATE_WORDS[filing.state]}"


def _row(filing: Filing) -> Mapping[str, Any]:
    return {
        "recipient": filing.recipient,
        "plain_due": filing.clock.plain_due.isoformat(),
        "due": filing.clock.due.isoformat(),
        "state": filing.state,
        "filed_on": filing.filed_on.isoformat() if filing.filed_on else None,
        "complete_on": filing.complete_on.isoformat() if filing.complete_on else None,
        "is_open": filing.is_open,
        "is_owed": filing.is_owed,
    }
