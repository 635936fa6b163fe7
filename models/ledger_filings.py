"""What the ledger tells of the filings of a decision: where each recipient stands, beside each other in one row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from models.filing_rows import FilingRows
from models.tables.filing import FilingRow, JudgedRow
from procedures.filing import STATE_WORDS


@dataclass(frozen=True, slots=True)
class _Filed:
    """The part of a row of filings that the ledger shows."""

    decision: str
    party: str
    recipient: str
    recipient_name: str
    grounds: str
    state: str
    refiles: str
    complete_on: str | None
    is_owed: int
    due: str


_COLUMNS = [field.column_name for field in FilingRow._meta.sorted_fields]
_FILED = itemgetter(*(_COLUMNS.index(name) for name in _Filed.__dataclass_fields__))
_JUDGED_COLUMNS = [field.column_name for field in JudgedRow._meta.sorted_fields]
_JUDGED = itemgetter(*(_JUDGED_COLUMNS.index(name) for name in ("act", "party", "decided", "words")))
_STATES: Mapping[str, str] = {str(state): words for state, words in STATE_WORDS.items()}


@dataclass(frozen=True, slots=True)
class DecisionFilings:
    """The filings of one decision against one party and of its changes; of a decision not major the comparison."""

    filed: tuple[_Filed, ...]
    recipients: tuple[str, ...]
    judged: str = ""

    @property
    def has_problems(self) -> bool:
        """Whether a recipient found something wrong that is still to be put right."""
        return any(one.state == "problems" for one in self.filed)

    def columns(self) -> Mapping[str, str]:
        """The columns of the ledger that tell of filings."""
        first = [one for one in self.filed if not one.refiles] or self.filed
        owed = [one.due for one in self.filed if one.is_owed]
        government, superior = (*self.recipients, "", "")[:2]
        return {
            "major": "yes" if self.filed else "no",
            "filing_words": first[0].grounds if first else self.judged,
            "filed_government_on": _complete_on(first, government),
            "filed_superior_on": _complete_on(first, superior),
            "filing_states": "；".join(_words(one) for one in self.filed),
            "filing_due": max((one.due for one in first), default=""),
            "filing_owed": min(owed, default=""),
        }


def decision_filings(rows: FilingRows, recipients: tuple[str, ...]) -> Mapping[tuple[str, str], DecisionFilings]:
    """The filings by decision and party, a change's with the decision that it changes.

    `recipients` are those of the rule set: the government first, then the superior department.
    """
    by_decision: dict[tuple[str, str], list[_Filed]] = {}
    for row in rows.filings:
        one = _Filed(*_FILED(row))
        by_decision.setdefault((one.refiles or one.decision, one.party), []).append(one)
    judged = {(act, party): words for act, party, decided, words in map(_JUDGED, rows.judged) if decided}
    found = {key: DecisionFilings(tuple(filed), recipients) for key, filed in by_decision.items()}
    return found | {
        key: DecisionFilings(found[key].filed if key in found else (), recipients, words)
        for key, words in judged.items()
    }


def _complete_on(filed: Iterable[_Filed], recipient: str) -> str:
    return next((one.complete_on or "" for one in filed if one.recipient == recipient), "")


def _words(one: _Filed) -> str:
    return f"{one.recipient_name}{'（变更后）' if one.refiles else ''}：{_STATES.get(one.state, one.state)}"
