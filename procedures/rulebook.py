"""The dated rules of the law, loaded strictly: national data, an office's rule set, the county's packs."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from procedures import general, simple
from procedures.accountability import Accountability, read_accountability
from procedures.case import Case
from procedures.catalogue import Catalogue
from procedures.catalogue.crimes import FILE as CRIMES
from procedures.catalogue.laid import laid_catalogue
from procedures.catalogue.shipped import OFFENCES
from procedures.citations import Citations, read_citations
from procedures.clocks import Line
from procedures.days import Calendar, YearTable
from procedures.deadline_rules import DeadlineRule, read_deadline
from procedures.discretion.entries import Discretion
from procedures.discretion.reading import read_discretion
from procedures.gates import PREDICATES
from procedures.kinds import kinds
from procedures.lawdata import CERTAINTIES, Place, Sourced, check_keys, choice, day, read_toml, sourced, table, text
from procedures.met import MET
from procedures.overlay import Entry, Layers, Pack, lay_packs
from procedures.pauses import PAUSES
from procedures.problems import DataError
from procedures.rules import Gate, Names, Recognition, in_order, read_gate, read_recognition
from procedures.step_rules import Procedure, StepNames, StepRule, read_stage, read_step
from procedures.steps import BARRED, DONE, ENDINGS, NEEDED
from procedures.triggers import CONDITIONS, TRIGGERS
from procedures.values import SETTINGS, SHAPES, Dated, Value, read_value, setting
from resources import path

NATIONAL = ("values", "principles", "categories", "deadlines", "gates", "recognised", "simple", "general", "citations")
PROCEDURES = (simple.SECTION, general.SECTION)
PRINCIPLES = ("first_day", "working_days", "months", "roll", "no_roll", "plain_calendar", "unknown_year", "advisory")
Rule = TypeVar("Rule", DeadlineRule, StepRule)
Read = TypeVar("Read")
RULESET_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
OWN_SETTING = Sourced("本案设定", "convention")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body with which major penalties are filed, from `start` to `end`."""

    id: str
    name: str
    source: Sourced
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """The word in a document number for a sector."""

    word: str
    certainty: str


@dataclass(frozen=True)
class Rulebook:
    """All rules that `assess` needs. Equal content has an equal `digest`, whatever files it came from."""

    ruleset: str
    ruleset_name: str
    ruleset_version: str
    packs: tuple[Pack, ...]
    calendar: Calendar
    values: Mapping[str, Value]
    principles: Mapping[str, Line]
    categories: Mapping[str, Category]
    recipients: Mapping[str, Recipient]
    deadlines: Mapping[str, DeadlineRule]
    gates: Mapping[str, Gate]
    recognitions: Mapping[str, Recognition]
    simple: Procedure
    general: Procedure
    layers: Layers

    def value(self, value_id: str, day: date) -> Dated:
        """The value in force on `day`, amounts in fen; KeyError for an unknown id."""
        return self.values[value_id].on(day)

    def setting(self, case: Case, value_id: str, day: date) -> Dated:
        """The value for a case on `day`: its own `[settings]` win for every day."""
        dated = self.values[value_id].on(day)
        if value_id not in case.settings:
            return dated
        return replace(dated, value=setting(value_id, dated.value, case.settings[value_id]), source=OWN_SETTING)

    def settings_for(self, case: Case, day: date) -> Mapping[str, Any]:
        """Every key of `[settings]` with what counts for a case on `day`; amounts in fen, shares per thousand."""
        return {key: self.setting(case, key, day).value for key in SETTINGS}

    def recipients_on(self, day: date) -> tuple[str, ...]:
        """The ids of the bodies with which a major decision of this day is filed."""
        return tuple(
            recipient.id
            for recipient in self.recipients.values()
            if (recipient.start is None or recipient.start <= day) and (recipient.end is None or day <= recipient.end)
        )

    def category_word(self, sector: str) -> str:
        """The word in brackets in a document number; empty for a sector without one."""
        category = self.categories.get(sector)
        return category.word if category else ""

    def with_years(self, years: Mapping[int, YearTable]) -> "Rulebook":
        """The same rules over a calendar in which these years are the office's own."""
        made = replace(self, calendar=Calendar(years))
        # What was read of offences doesn't depend on the calendar.
        made.__dict__.update(
            {name: self.__dict__[name] for name in ("catalogue", "discretion") if name in self.__dict__}
        )
        return made

    @property
    def version(self) -> str:
        """What rules these are, in words: the rule set's version and each pack with who approved it."""
        packs = "".join(
            f"；规则包 {pack.id} {pack.version}（{pack.approved_by} {pack.approved_on} 批准）" for pack in self.packs
        )
        return f"{self.ruleset} {self.ruleset_version}{packs}"

    @cached_property
    def gates_for(self) -> Mapping[str, tuple[Gate, ...]]:
        """The gates by kind of act."""
        kinds = {kind for gate in self.gates.values() for kind in gate.acts}
        return {kind: tuple(gate for gate in self.gates.values() if kind in gate.acts) for kind in kinds}

    @cached_property
    def accountability(self) -> Accountability:
        """The items of articles 5 to 12 of 附件4; read when first asked for."""
        return read_accountability(self.layers["accountability.articles"], self.layers["accountability.items"])

    @cached_property
    def citations(self) -> Citations:
        """The citations, packs included; read when first asked for."""
        return read_citations(self.layers["citations.laws"], self.layers["citations.named"])

    @property
    def has_own_offences(self) -> bool:
        """Whether packs lay laws or offences over the shipped ones."""
        return bool(self.layers["catalogue.law"] or self.layers["catalogue.offence"])

    @cached_property
    def catalogue(self) -> Catalogue:
        """The offences, those of packs laid over the shipped ones; read when first asked for."""
        laws, offences = (self.layers[f"catalogue.{part}"] for part in ("law", "offence"))
        files = dict.fromkeys(entry.place.file for entry in (*laws.values(), *offences.values()))
        return laid_catalogue(_raw(laws), _raw(offences), "、".join(files))

    @cached_property
    def discretion(self) -> Discretion:
        """The discretion tables of packs, checked against the catalogue; none are shipped."""
        tables, profiles = (self.layers[f"discretion.{part}"] for part in ("tables", "profiles"))
        return read_discretion(tables, profiles, self.catalogue) if tables or profiles else Discretion({}, {})

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the content of all rules, the offences and the office's own years, in canonical JSON."""
        shipped = [hashlib.sha256(path(*file).read_bytes()).hexdigest() for file in (OFFENCES, CRIMES)]
        content = {"rules": self.layers.plain(), "years": self.calendar.overrides, "offences": shipped}
        words = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(words.encode()).hexdigest()


def load_rulebook(
    ruleset: str = "liuyang", packs: Sequence[Path] = (), years: Mapping[int, YearTable] | None = None
) -> Rulebook:
    """Load the shipped law, the rule set and the packs over it (folders, in order).

    Raises DataError(file, key, expected) for anything unknown, missing, overlapping, open or circular.
    """
    return read_rulebook(path("law"), ruleset, packs, years)


def read_rulebook(
    law: Path, ruleset: str, packs: Sequence[Path] = (), years: Mapping[int, YearTable] | None = None
) -> Rulebook:
    """As `load_rulebook`, from a given folder of law."""
    layers = Layers()
    for section in NATIONAL:
        _lay_national(layers, law / "national", section)
    layers.lay_file("accountability", law / "accountability.toml", "accountability.toml")
    about = _lay_ruleset(layers, law, ruleset)
    laid = lay_packs(layers, packs)
    book = Rulebook(
        ruleset=ruleset,
        ruleset_name=about["name"],
        ruleset_version=about["version"],
        packs=laid,
        calendar=Calendar(years or {}),
        values=_read_all(layers["values"], read_value),
        principles={key: _principle(entry) for key, entry in layers["principles"].items()},
        categories={key: _category(entry) for key, entry in layers["categories"].items()},
        recipients={key: _recipient(key, entry) for key, entry in layers["recipients"].items()},
        layers=layers,
        **_rows(layers),
    )
    _check_whole(book, ruleset)
    if laid:
        _read_offences(book)
    return book


def _lay_national(layers: Layers, folder: Path, section: str) -> None:
    """A section from its file, or from all files of its folder: there no id may stand twice."""
    parts = sorted((folder / section).glob("*.toml"))
    if not parts:
        layers.lay_file(section, folder / f"{section}.toml", f"{section}.toml")
    for part in parts:
        name = f"{section}/{part.name}"
        for entry_id in layers.lay_file(section, part, name)[0]:
            raise DataError(name, entry_id, "编号与同一目录的另一文件重复")


def _lay_ruleset(layers: Layers, law: Path, ruleset: str) -> Mapping[str, str]:
    name = f"{ruleset}.toml"
    if not RULESET_ID.fullmatch(ruleset):
        raise DataError(name, "", "规则集编号应由小写字母、数字、- 和 _ 组成")
    raw = read_toml(law / "rulesets" / name, name)
    check_keys(raw, Place(name), ("ruleset", "recipients", "values"))
    about, place = table(raw["ruleset"], Place(name, "ruleset")), Place(name, "ruleset")
    check_keys(about, place, ("id", "name", "version"))
    if about["id"] != ruleset:
        raise place.at("id").expected(f"应与文件名一致：{ruleset}")
    for section in ("recipients", "values"):
        layers.lay(section, table(raw[section], Place(name, section)), name, f"{section}.")
    return {key: text(about, key, place) for key in ("name", "version")}


def _rows(layers: Layers) -> dict[str, Any]:
    """Deadlines in the order in which they follow one another, gates, and the step tables of the two procedures."""
    names = Names(
        triggers=TRIGGERS.keys(),
        conditions=CONDITIONS.keys(),
        met=MET.keys(),
        pauses=PAUSES.keys(),
        gates={name: registered.placeholders for name, registered in PREDICATES.items()},
        act_kinds=kinds().keys(),
    )
    deadlines = {key: read_deadline(key, e.raw, e.place, names) for key, e in layers["deadlines"].items()}
    return {
        "deadlines": _ordered(deadlines, layers["deadlines"]),
        "gates": {key: read_gate(key, e.raw, e.place, names) for key, e in layers["gates"].items()},
        "recognitions": {key: read_recognition(key, e.raw, e.place, names) for key, e in layers["recognised"].items()},
        **{procedure: _procedure(layers, procedure) for procedure in PROCEDURES},
    }


def _procedure(layers: Layers, name: str) -> Procedure:
    names = StepNames(DONE.keys(), NEEDED.keys(), BARRED.keys(), ENDINGS.keys(), kinds().keys())
    steps = {key: read_step(key, e.raw, e.place, names) for key, e in layers[f"{name}.steps"].items()}
    stages = {key: read_stage(key, e.raw, e.place) for key, e in layers[f"{name}.stages"].items()}
    return Procedure(stages, _ordered(steps, layers[f"{name}.steps"]))


def _ordered(rules: Mapping[str, Rule], entries: Mapping[str, Entry]) -> Mapping[str, Rule]:
    places = {key: entry.place for key, entry in entries.items()}
    return {key: rules[key] for key in in_order({key: rule.after for key, rule in rules.items()}, places)}


def _read_all(entries: Mapping[str, Entry], read: Callable[[str, Any, Place], Read]) -> Mapping[str, Read]:
    return {key: read(key, entry.raw, entry.place) for key, entry in entries.items()}


def _principle(entry: Entry) -> Line:
    raw = table(entry.raw, entry.place)
    check_keys(raw, entry.place, ("text", "basis", "certainty"))
    source = sourced(raw, entry.place)
    return Line(text(raw, "text", entry.place), source.basis, source.certainty)


def _category(entry: Entry) -> Category:
    raw = table(entry.raw, entry.place)
    check_keys(raw, entry.place, ("word", "certainty"))
    return Category(text(raw, "word", entry.place), choice(raw, "certainty", entry.place, CERTAINTIES))


def _recipient(recipient_id: str, entry: Entry) -> Recipient:
    raw, place = table(entry.raw, entry.place), entry.place
    check_keys(raw, place, ("name", "basis", "certainty"), ("from", "until"))
    start, end = day(raw, "from", place), day(raw, "until", place)
    return Recipient(recipient_id, text(raw, "name", place), sourced(raw, place), start, end)


def _check_whole(book: Rulebook, ruleset: str) -> None:
    """What the parts need of one another: every value and principle there, clocks and stages of steps known."""
    for key in SHAPES:
        if key not in book.values:
            raise DataError("values.toml" if key not in SETTINGS else f"{ruleset}.toml", key, "缺少此数值")
    for key in PRINCIPLES:
        if key not in book.principles:
            raise DataError("principles.toml", key, "缺少此原则")
    for name, procedure in (("simple", book.simple), ("general", book.general)):
        for step in procedure.steps.values():
            _check_step(book, procedure, step, book.layers[f"{name}.steps"][step.id].place)


def _read_offences(book: Rulebook) -> None:
    """What packs say of offences and discretion is read when they are loaded, not when a case first asks."""
    if book.has_own_offences:
        _ = book.catalogue
    _ = book.discretion


def _check_step(book: Rulebook, procedure: Procedure, step: StepRule, place: Place) -> None:
    if step.stage not in procedure.stages:
        raise place.at("stage").expected(f"没有编号为「{step.stage}」的阶段")
    for clock in step.clocks:
        if clock not in book.deadlines:
            raise place.at("clock").expected(f"没有编号为「{clock}」的期限")
    for gate_id in step.gates:
        gate = book.gates.get(gate_id)
        if gate is None or not step.acts or step.acts[0] not in gate.acts:
            raise place.at("gates").expected(f"没有编号为「{gate_id}」、适用于此行为的不得情形")


def _raw(entries: Mapping[str, Entry]) -> Mapping[str, Mapping[str, Any]]:
    return {entry_id: entry.raw for entry_id, entry in entries.items()}


def _plain(value: Any) -> Any:
    """Dates and decimals as text, sets sorted, for canonical JSON."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, YearTable):
        return {"off": _plain(value.off), "worked": sorted(str(day) for day in value.worked)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, date | Decimal) else value
