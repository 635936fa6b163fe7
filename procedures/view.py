"""A case prepared for the rules: live acts in the order of their days, found by kind and party without searching."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from procedures.case import Act, Case, Party
from procedures.goods import goods_book
from procedures.goods_book import GoodsBook
from procedures.kinds import kinds
from procedures.values import Dated

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook

DECISIONS = ("on_the_spot_decision", "decision_made")
CHANGED_FIELDS = frozenset({"fine", "fines", "confiscated_gains", "confiscated_goods", "kinds"})
# The acts that may take a decision back, and the key that says so.
REVOKING: Mapping[str, str] = MappingProxyType(
    {"decision_changed": "how", "reconsideration_decided": "outcome", "judgment_given": "outcome"}
)


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

    __slots__ = ("_by_kind", "_goods", "acts", "by_id", "case", "memo", "officers", "rulebook")

    def __init__(self, case: Case, rulebook: Rulebook) -> None:
        self.case = case
        self.rulebook = rulebook
        # Within a day the order of the steps, then of the hours; what is left keeps the order of recording.
        order = kinds()
        self.acts: tuple[Act, ...] = tuple(
            sorted(case.live_acts(), key=lambda act: (act.on, order[act.kind].order, act.at or time.min))
        )
        self.by_id = {act.id: act for act in self.acts}
        self.officers = {officer.id: officer for officer in case.officers}
        self._goods: GoodsBook | None = None
        # What a part of the rules has worked out of this case, so that each gate needn't do it anew.
        self.memo: dict[Hashable, Any] = {}
        self._by_kind: dict[str, list[Act]] = {}
        for act in self.acts:
            self._by_kind.setdefault(act.kind, []).append(act)

    @property
    def goods(self) -> GoodsBook:
        """The books of the goods, kept when they are first asked for."""
        if self._goods is None:
            self._goods = goods_book(self.case)
        return self._goods

    def of(self, *kinds: str, party: str | None = None) -> Sequence[Act]:
        """The live acts of these kinds in the order of their days; with `party` those that concern it."""
        if len(kinds) == 1:
            found: Sequence[Act] = self._by_kind.get(kinds[0], ())
        elif any(kind in self._by_kind for kind in kinds):
            found = [act for act in self.acts if act.kind in kinds]
        else:
            return ()
        return found if party is None else [act for act in found if self.concerns(act, party)]

    def on_day(self, kind: str, day: date) -> Sequence[Act]:
        """The live acts of a kind on a day."""
        found = self._by_kind.get(kind, [])
        first = bisect_left(found, day, key=lambda act: act.on)
        return found[first : bisect_right(found, day, lo=first, key=lambda act: act.on)]

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


def decision_meant(view: CaseView, act: Act) -> Act | None:
    """The decision that an act is about: the one it names, else the newest by its day or by that of what it names."""
    named = view.by_id.get(act.ref)
    if named is not None and named.kind in DECISIONS:
        return named
    day = named.on if named is not None else act.on
    made = [decision for decision in view.decisions(view.case.party_of(act)) if decision.on <= day]
    return made[-1] if made else None


def revoked_by(view: CaseView, decision: Act) -> Act | None:
    """The act that took a decision back, by the agency, on reconsideration or in court; None while it stands."""
    for act in view.of(*REVOKING, party=view.case.party_of(decision)):
        revokes = act.get(REVOKING[act.kind]) == "revoked" and act.on >= decision.on
        if revokes and decision_meant(view, act) is decision:
            return act
    return None


def penalty_after(view: CaseView, act: Act) -> Penalty:
    """The penalty that stands after an act: of a change, that of its decision with all changes up to this one.

    What a change does not name stays as it was; after a revocation nothing stands.
    """
    if act.kind != "decision_changed":
        return penalty_of(act)
    decision = decision_meant(view, act)
    if decision is None:
        return penalty_of(act)
    fields = dict(decision.fields)
    for change in changes_up_to(view, decision, act):
        if change.get("how") == "revoked":
            fields = {}
        else:
            named = {name: value for name, value in change.fields.items() if name in CHANGED_FIELDS}
            fields = {name: value for name, value in fields.items() if "fine" not in named or name != "fines"} | named
    return penalty_of(replace(decision, on=act.on, fields=fields))


def changes_up_to(view: CaseView, decision: Act, change: Act) -> Sequence[Act]:
    """The changes of a decision up to one of them, which may be only planned and then is the last."""
    found = changes_of(view, decision)
    ids = [act.id for act in found]
    return (*found[: ids.index(change.id) if change.id in ids else len(ids)], change)


def changes_of(view: CaseView, decision: Act) -> Sequence[Act]:
    """The acts by which the agency changed or revoked a decision, in the order of their days."""
    found = view.of("decision_changed", party=view.case.party_of(decision))
    return [act for act in found if act.on >= decision.on and decision_meant(view, act) is decision]


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
    """An amount of fen as yuan, in figures for a message: 100, 200.01."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def grouped(fen: int) -> str:
    """An amount of fen as yuan in figures that are read, not copied: 16,062.90."""
    return f"{fen // 100:,}.{fen % 100:02d}"
