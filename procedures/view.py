"""A case prepared for the rules: live acts in the order of their days, found by kind and party without searching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from procedures.case import Act, Case, Party
from procedures.values import Dated

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook

DECISIONS = ("on_the_spot_decision", "decision_made")


@dataclass(frozen=True, slots=True)
class Penalty:
    """What an act imposes or proposes; amounts in fen. A confiscation of nothing is none."""

    day: date
    fine: int
    gains: int
    goods: int
    kinds: tuple[str, ...]
    fines: tuple[int, ...]
    warning: bool


def penalty_of(act: Act) -> Penalty:
    """The penalty that a decision, notice or opinion carries."""
    kinds = tuple(act.get("kinds") or ())
    return Penalty(
        day=act.on,
        fine=act.get("fine") or 0,
        gains=act.get("confiscated_gains") or 0,
        goods=act.get("confiscated_goods") or 0,
        kinds=kinds,
        fines=tuple(row["amount"] for row in act.get("fines") or ()),
        warning=bool(act.get("warning")) or "warning" in kinds,
    )


class CaseView:
    """A case and the rules that judge it; built once for an assessment."""

    __slots__ = ("_by_kind", "acts", "case", "officers", "rulebook")

    def __init__(self, case: Case, rulebook: Rulebook) -> None:
        self.case = case
        self.rulebook = rulebook
        # A stable sort keeps the order of recording within a day.
        self.acts: tuple[Act, ...] = tuple(sorted(case.live_acts(), key=lambda act: act.on))
        self.officers = {officer.id: officer for officer in case.officers}
        self._by_kind: dict[str, list[Act]] = {}
        for act in self.acts:
            self._by_kind.setdefault(act.kind, []).append(act)

    def of(self, *kinds: str, party: str | None = None) -> Sequence[Act]:
        """The live acts of these kinds in the order of their days; with `party` those that concern it."""
        if len(kinds) == 1:
            found: Sequence[Act] = self._by_kind.get(kinds[0], ())
        elif any(kind in self._by_kind for kind in kinds):
            found = [act for act in self.acts if act.kind in kinds]
        else:
            return ()
        return found if party is None else [act for act in found if self.concerns(act, party)]

    def concerns(self, act: Act, party: str) -> bool:
        """Whether an act is about this party: it names the party, or names none and so is about all."""
        return self.case.party_of(act) in ("", party)

    def decisions(self, party: str) -> Sequence[Act]:
        """The penalties decided against a party, in the order of their days."""
        return self.of(*DECISIONS, party=party)

    def setting(self, value_id: str, day: date) -> Dated:
        """A value on `day`; a setting of the case wins for every day."""
        return self.rulebook.setting(self.case, value_id, day)

    def parties(self) -> Iterator[Party]:
        """The parties of the case in their order."""
        return iter(self.case.parties)

    def limit_kind(self, party: Party, day: date) -> str:
        """Whether the thresholds treat a party as `citizen` or as `organisation`."""
        if party.kind == "sole_trader":
            return str(self.setting("sole_trader_as", day).value)
        if party.kind == "farm_household":
            return str(self.setting("farm_household_as", day).value)
        return "citizen" if party.kind == "citizen" else "organisation"


def answers(act: Act, earlier: Act | None) -> bool:
    """Whether an act may answer an earlier one: it refers to it, or to nothing."""
    return earlier is None or act.ref in ("", earlier.id)


PENALTY_WORDS: Mapping[str, str] = {
    "warning": "警告",
    "public_criticism": "通报批评",
    "stop_business": "责令停产停业",
    "close_business": "责令关闭",
    "revoke_licence": "吊销许可证件",
    "suspend_licence": "暂扣许可证件",
    "downgrade": "降低资质等级",
    "trade_ban": "限制从业",
    "order": "责令改正",
}
KIND_WORDS: Mapping[str, str] = {"citizen": "公民", "organisation": "法人或者其他组织"}


def yuan(fen: int) -> str:
    """An amount in words for a message: 100, 200.01."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
