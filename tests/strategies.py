"""Whole cases drawn at random from the description of acts and records, for tests of what must hold for every case."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from procedures.case import Act, Case, Conduct, Evidence, Goods, Officer, Party
from procedures.field_types import LARGEST_AMOUNT, ROW_RECORDS, FieldType, description
from procedures.kinds import ActKind, kinds
from procedures.records import CASE_KEYS, VIEW_KEYS, act_from, record_from

REFUSED = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
LINE = st.text(st.characters(exclude_categories=REFUSED), max_size=12)
LONG = st.text(st.one_of(st.characters(exclude_categories=REFUSED), st.sampled_from('\n\t"\\')), max_size=20)
IDS = st.text(st.characters(exclude_categories=(*REFUSED, "Zs")), min_size=1, max_size=6)
FIRST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC).replace(tzinfo=None)
DAYS = st.dates(min_value=date(1900, 1, 1))
TIMES = st.times().map(lambda moment: moment.replace(microsecond=0))
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=3)
FREE_VALUES = st.recursive(
    st.one_of(
        LONG,
        st.booleans(),
        st.integers(-(10**9), 10**9),
        NUMBERS,
        DAYS,
        TIMES,
        st.datetimes(min_value=FIRST_MOMENT).map(lambda moment: moment.replace(microsecond=0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(IDS.filter(lambda key: not key.startswith("$")), inner, max_size=3).map(MappingProxyType),
    ),
    max_leaves=5,
)
BY_TYPE: Mapping[str, st.SearchStrategy[Any]] = {
    "id": IDS,
    "name": LINE,
    "text": LINE,
    "texts": st.lists(LINE, max_size=3).map(tuple),
    "long_text": LONG,
    "bool": st.booleans(),
    "integer": st.integers(0, 10**9),
    "money": st.integers(0, LARGEST_AMOUNT),
    "money_or_unknown": st.one_of(st.integers(0, LARGEST_AMOUNT), st.just("unknown")),
    "number_or_unknown": st.one_of(NUMBERS, st.just("unknown")),
    "fraction": st.decimals(min_value=0, max_value=1, places=2),
    "quantity": st.one_of(st.just(""), NUMBERS.map(lambda number: f"{number:f}"), st.integers(0, 10**9).map(str)),
    "date": DAYS,
    "time": TIMES,
    "person": LINE,
    "persons": st.lists(LINE, max_size=3).map(tuple),
    "offences": st.lists(IDS, max_size=3).map(tuple),
    "form": st.sampled_from(("7", "29", "X4")),
    "recipient": st.sampled_from(("city_government", "superior_department")),
    "ruleset": st.sampled_from(("liuyang", "national-2")),
    "file": st.sampled_from(("进货单.pdf", "photos/1.jpg")),
    "sha256": st.text("0123456789abcdef", min_size=64, max_size=64),
    "values": st.dictionaries(IDS.filter(lambda key: not key.startswith("$")), FREE_VALUES, min_size=1, max_size=3).map(
        MappingProxyType
    ),
}
Known = Mapping[str, tuple[str, ...]]


@st.composite
def cases(draw: Callable[..., Any], act_count: int = 4) -> Case:
    """A case of any parties, officers, records and acts of any kind that a script may hold."""
    officers = draw(_rows("officer", Officer, {}))
    parties = draw(_rows("party", Party, {}))
    party_ids = tuple(party.id for party in parties)
    conducts = draw(_rows("conduct", Conduct, {"party": party_ids})) if parties else ()
    records = description().records
    head = draw(_table({key: records["case"][key] for key in CASE_KEYS}, {}))
    view = draw(_table({key: records["view"][key] for key in VIEW_KEYS}, {}))
    return Case(
        **head,
        **view,
        officers=officers,
        parties=parties,
        conducts=conducts,
        goods=draw(_rows("goods", Goods, {})),
        evidence=draw(_rows("evidence", Evidence, {})),
        acts=draw(_acts(act_count, tuple(officer.id for officer in officers), party_ids)),
    )


def acts_of(kind: ActKind, act_id: str, known: Known) -> st.SearchStrategy[Act]:
    """Acts of one kind with this id; `known` are the ids by type that they may refer to."""
    fixed = {"id": act_id, "kind": kind.kind}
    return _table(kind.keys, known, kind).map(lambda table: act_from({**table, **fixed}, kind.fields))


def plain_act(kind: ActKind) -> st.SearchStrategy[Act]:
    """Acts of one kind, id `x`, in a case of officers A and B, party p1 and an act `act-0`."""
    return acts_of(kind, "x", {"party": ("p1",), "officer": ("A", "B"), "act_ref": ("act-0",)})


@st.composite
def _acts(draw: Callable[..., Any], count: int, officers: tuple[str, ...], parties: tuple[str, ...]) -> tuple[Act, ...]:
    """Acts with and without ids of their own, each referring to the others where it must."""
    chosen = draw(st.lists(st.sampled_from(tuple(kinds().values())), max_size=count))
    named = draw(st.lists(st.booleans(), min_size=len(chosen), max_size=len(chosen)))
    ids = tuple(f"办案{place}" if own else f"act-{place}" for place, own in enumerate(named, start=1))
    made = []
    for kind, own in zip(chosen, ids, strict=True):
        others = tuple(other for other in ids if other != own)
        if others or kind.takes_ref != "must":
            known = {"party": parties, "officer": officers, "act_ref": others}
            made.append(draw(acts_of(kind, own, known)))
    return tuple(made) if len(made) == len(chosen) else ()


@st.composite
def _table(
    draw: Callable[..., Any], fields: Mapping[str, FieldType], known: Known, kind: ActKind | None = None
) -> dict[str, Any]:
    chosen = {draw(st.sampled_from(group)) for group in kind.one_of} if kind else set()
    either = {name for group in kind.one_of for name in group} if kind else set()
    table = {}
    for name, field in fields.items():
        strategy = _value(field, known)
        wanted = name in chosen if name in either else field.required or draw(st.booleans())
        if kind and name == "party" and kind.names_party == "must" and len(known["party"]) > 1:
            wanted = True
        if wanted and strategy is not None:
            table[name] = draw(strategy)
    return table


def _value(field: FieldType, known: Known) -> st.SearchStrategy[Any] | None:
    """Values for a field; None where it refers to something and there is nothing of the kind."""
    if field.type in ("party", "act_ref"):
        return st.sampled_from(known[field.type]) if known[field.type] else None
    if field.type == "officer":
        return st.sampled_from((*known["officer"], ""))
    if field.type == "officers":
        return st.lists(st.sampled_from(known["officer"]), max_size=2).map(tuple) if known["officer"] else None
    if field.type == "choice":
        return st.sampled_from(tuple(field.choices))
    if field.type == "kinds":
        return st.lists(st.sampled_from(tuple(field.choices)), max_size=3).map(tuple)
    if field.type == "table":
        return _table(field.fields, known).map(MappingProxyType)
    if field.type in ROW_RECORDS:
        return st.lists(_table(field.fields, known).map(MappingProxyType), max_size=2).map(tuple)
    return BY_TYPE[field.type]


def _rows(name: str, kind: type[Any], known: Known) -> st.SearchStrategy[tuple[Any, ...]]:
    rows = _table(description().records[name], known).map(lambda table: record_from(kind, table))
    if "id" not in description().records[name]:
        return st.lists(rows, max_size=3).map(tuple)
    return st.lists(rows, max_size=3, unique_by=lambda row: row.id).map(tuple)
