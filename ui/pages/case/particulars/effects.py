"""What a changed row of a case does to the duties of its newest penalty act. Free of Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from procedures.case import Act, Case, Party
from procedures.rulebook import Rulebook
from procedures.thresholds import PENALTY_ACTS, Duty, PartyVerdict, comparisons, filing_turn, verdict_on
from procedures.view import CaseView

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Effect:
    """One duty that the change turns: 备案：是 → 否, with the article; `falls` where it is owed no longer.

    `detail` are the comparisons that turn it, old → new.
    """

    name: str
    falls: bool
    basis: str
    detail: str = ""

    @property
    def words(self) -> str:
        """备案：是 → 否, with the comparisons in brackets."""
        turn = f"{YES} → {NO}" if self.falls else f"{NO} → {YES}"
        return f"{self.name}：{turn}（{self.detail}）" if self.detail else f"{self.name}：{turn}"


def effects_of(before: Case, after: Case, rulebook: Rulebook, today: date) -> tuple[Effect, ...]:
    """The duties that another row of the case turns, of every party that both have, each once."""
    found: dict[str, Effect] = {}
    for party in before.parties:
        changed = next((each for each in after.parties if each.id == party.id), None)
        act = penalty_act(before, rulebook, party, today)
        if changed is not None and act is not None:
            views = CaseView(before, rulebook), CaseView(after, rulebook)
            old, new = verdict_on(views[0], party, act), verdict_on(views[1], changed, act)
            detail = filing_turn(comparisons(views[0], party, act), comparisons(views[1], changed, act))
            found |= {each.name: each for each in _turned(old, new, views[0], act, detail)}
    return tuple(found.values())


def penalty_act(case: Case, rulebook: Rulebook, party: Party, today: date) -> Act | None:
    """The newest decision, notice or opinion; before there is one, what the lead proposes."""
    acts = CaseView(case, rulebook).of(*PENALTY_ACTS, party=party.id)
    if acts:
        return acts[-1]
    leads = CaseView(case, rulebook).of("lead_received")
    fine = leads[-1].values.get("proposed_fine") if leads else None
    fields = MappingProxyType({"fine": fine})
    return Act("foreseen", "opinion_submitted", today, party=party.id, fields=fields) if fine else None


def _turned(old: PartyVerdict, new: PartyVerdict, view: CaseView, act: Act, filing: str) -> Iterator[Effect]:
    owed = (
        ("告知听证", "hearing", old.hearing_right, new.hearing_right),
        ("法制审核", "legal_review", _required(old.legal_review), _required(new.legal_review)),
        ("集体讨论", "discussion", _required(old.discussion), _required(new.discussion)),
        ("重大处罚备案", "major_filing", old.major, new.major),
    )
    for name, setting, was, becomes in owed:
        if bool(was) != bool(becomes):
            detail = filing if setting == "major_filing" else ""
            yield Effect(name, bool(was), view.setting(setting, act.on).basis, detail)


def _required(duty: Duty | None) -> bool:
    return duty is not None and duty.required
