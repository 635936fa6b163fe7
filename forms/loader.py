"""Reads one form file, strictly: an unknown key, kind, fact or field is an error naming file and place."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from forms.block_checks import check_blocks
from forms.checks import CHECKS
from forms.facts import Fact, facts, read_choices, read_columns
from forms.kinds import FORMATS, KINDS, LIST_COLUMNS, NAME_LIMIT, TEXT_LIMIT
from forms.measures import PAGES
from forms.predicates import needs_of
from forms.schema import TWELFTHS, Form, FormField
from procedures.case import NOTHING
from procedures.field_types import description
from procedures.kinds import kinds
from procedures.problems import DataError

REQUIRED = frozenset({"title", "page", "reach", "copies", "basis", "fields", "blocks"})
OPTIONAL = frozenset(
    {"acts", "after", "checks", "continued", "foot", "given", "number", "series", "until", "certainty"}
)
FIELD_KEYS = frozenset(
    {
        "fact",
        "own",
        "key",
        "label",
        "kind",
        "required",
        "suggest",
        "format",
        "choices",
        "columns",
        "help",
        "section",
        "width",
        "limit",
    }
)
OF_FACTS = frozenset({"key", "kind", "choices", "columns", "suggest", "own", "limit"})  # a fact brings these itself
REACHES = ("internal", "external")
NUMBER_PLACES = {"region", "category", "series", "year", "seq"}


def read_form(file: Path, form_id: str, since: date) -> Form:
    """Reads and checks one version of a form; DataError naming file, block and row."""
    name = f"{form_id}/{file.name}"
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(name, "", f"读不出来：{error}") from error
    _only(data, REQUIRED | OPTIONAL, REQUIRED, name, "")
    _check_head(data, name)
    fields = _fields(data, name)
    _check_checks(data, fields, name)
    series_fact, series_words = _series(data.get("series", ""), name)
    parts = {part: tuple(data.get(part, ())) for part in ("blocks", "continued", "foot")}
    for part, blocks in parts.items():
        check_blocks(blocks, fields, name, part, PAGES[data["page"]].width)
    return Form(
        id=form_id,
        since=since,
        title=data["title"],
        page=data["page"],
        reach=data["reach"],
        copies=data["copies"],
        basis=data["basis"],
        fields=tuple(fields.values()),
        acts=tuple(data.get("acts", ())),
        after=tuple(data.get("after", ())),
        checks=tuple(data.get("checks", ())),
        number=data.get("number", ""),
        series=next(iter(series_words.values()), ""),
        series_fact=series_fact,
        series_words=series_words if series_fact else NOTHING,
        until=data.get("until"),
        certainty=data.get("certainty", ""),
        file=name,
        given=MappingProxyType(data.get("given", {})),
        **parts,
    )


def _only(data: Any, allowed: frozenset[str], required: frozenset[str], file: str, where: str) -> None:
    if not isinstance(data, Mapping):
        raise DataError(file, where, "应为一组键与值")
    for key in sorted(set(data) - allowed):
        raise DataError(file, f"{where}.{key}".lstrip("."), "不认识的键")
    for key in sorted(required - set(data)):
        raise DataError(file, f"{where}.{key}".lstrip("."), "缺少这一项")


def _check_head(data: Mapping[str, Any], file: str) -> None:
    if data["page"] not in PAGES:
        raise DataError(file, "page", f"没有“{data['page']}”这种页面，可用 {'、'.join(PAGES)}")
    if data["reach"] not in REACHES:
        raise DataError(file, "reach", f"应为 {' 或者 '.join(REACHES)}")
    places = {place for _, place, _, _ in Formatter().parse(data.get("number", "")) if place is not None}
    if places - NUMBER_PLACES or (places and "seq" not in places):
        raise DataError(file, "number", f"应含 {{seq}}，只能用 {'、'.join(sorted(NUMBER_PLACES))}")
    if bool(data.get("number")) != bool(data.get("series")):
        raise DataError(file, "series", "编文号的文书要有 number 和 series 两项")
    for kind in data.get("acts", ()):
        if kind not in description().acts:
            raise DataError(file, "acts", f"没有“{kind}”这一类办案行为")
    given = data.get("given", {})
    known = [set(kinds()[kind].fields) for kind in data.get("acts", ())]
    for key in given if isinstance(given, Mapping) else ("",):
        if not all(key in fields for fields in known):
            raise DataError(file, f"given.{key}".rstrip("."), "应为各类办案行为都有的项，如 { hearing_offered = true }")


def _series(raw: Any, file: str) -> tuple[str, Mapping[str, str]]:
    """The fact that decides on the word of the number, and the word for each value; no fact where there is one word."""
    if isinstance(raw, str):
        return "", {"": raw} if raw else {}
    known = _known(raw.get("fact", ""), file, "series.fact") if isinstance(raw, Mapping) else None
    words = {value: word for value, word in raw.items() if value != "fact"} if known else {}
    if known is None or set(words) != {choice.value for choice in known.choices}:
        raise DataError(file, "series", "应为一个字词，或者一项选择和每个选项的字词")
    return known.key, MappingProxyType(words)


def _fields(data: Mapping[str, Any], file: str) -> dict[str, FormField]:
    found: dict[str, FormField] = {}
    owners = {"office", "party", "case", "act", *data.get("acts", ())}
    labels = {known.label for known in facts().values() if known.owner in owners}
    for number, row in enumerate(data["fields"]):
        where = f"fields[{number}]"
        _only(row, FIELD_KEYS, frozenset(), file, where)
        if ("fact" in row) == bool(row.get("own")):
            raise DataError(file, where, "每项要么写 fact（取自何处），要么写 own = true（只属于这份文书）")
        made = _fact_field(row, file, where) if "fact" in row else _own_field(row, file, where)
        if made.own and made.label in labels - {facts()[made.suggest].label if made.suggest else ""}:
            raise DataError(file, f"{where}.label", f"“{made.label}”已是 facts.toml 里的事实，应写 fact")
        if made.key in found:
            raise DataError(file, where, f"“{made.key}”写了两次")
        found[made.key] = made
    for made in found.values():
        _check_condition(made.required_when, found, file, f"fields.{made.key}.required")
    return found


def _fact_field(row: Mapping[str, Any], file: str, where: str) -> FormField:
    known = _known(row["fact"], file, f"{where}.fact")
    for key in sorted(set(row) & OF_FACTS):
        raise DataError(file, f"{where}.{key}", "取自事实的项由 facts.toml 决定，这里不写")
    shape = _format(row, known.kind, file, where)
    key = known.key.replace(".", "_") + (f"_{shape}" if shape else "")
    return _field(row, key, known, file, where, fact=known.key, owner=known.owner, derived=bool(known.derived))


def _own_field(row: Mapping[str, Any], file: str, where: str) -> FormField:
    for key in sorted({"key", "label", "kind"} - set(row)):
        raise DataError(file, f"{where}.{key}", "缺少这一项")
    if row["kind"] not in KINDS:
        raise DataError(file, f"{where}.kind", f"没有“{row['kind']}”这一种类，可用 {'、'.join(sorted(KINDS))}")
    if row["key"] in {known.key.replace(".", "_") for known in facts().values()}:
        raise DataError(file, f"{where}.key", f"“{row['key']}”是 facts.toml 里的事实，应写 fact")
    suggest = row.get("suggest", "")
    offered = _known(suggest, file, f"{where}.suggest") if suggest else Fact("", "", row["kind"], "")
    if offered.kind != row["kind"]:
        raise DataError(file, f"{where}.suggest", f"“{suggest}”不是 {row['kind']}")
    choices = read_choices(row.get("choices", ()), file, f"{where}.choices") or offered.choices
    columns = read_columns(row.get("columns", ()), file, f"{where}.columns") or offered.columns
    shape = Fact(row["key"], row["label"], row["kind"], "", choices=choices, columns=columns)
    _format(row, row["kind"], file, where)
    return _field(row, row["key"], shape, file, where, suggest=suggest)


def _field(row: Mapping[str, Any], key: str, known: Fact, file: str, where: str, **of: Any) -> FormField:
    width, required = row.get("width", TWELFTHS), row.get("required", False)
    if not 1 <= width <= TWELFTHS:
        raise DataError(file, f"{where}.width", f"应为 1 至 {TWELFTHS}（十二分之几）")
    if known.kind in ("choice", "choices") and not known.choices:
        raise DataError(file, f"{where}.choices", "选择项要列出选项")
    return FormField(
        key=key,
        label=row.get("label", known.label),
        kind=known.kind,
        required=required is True,
        required_when=required if isinstance(required, str) else "",
        format=row.get("format", ""),
        choices=known.choices,
        columns=known.columns or LIST_COLUMNS.get(known.kind, ()),
        section=row.get("section", ""),
        width=width,
        help=row.get("help", ""),
        limit=row.get("limit", TEXT_LIMIT if known.kind == "long_text" else NAME_LIMIT),
        **of,
    )


def _format(row: Mapping[str, Any], kind: str, file: str, where: str) -> str:
    shape: str = row.get("format", "")
    if shape and shape not in FORMATS[kind]:
        raise DataError(
            file, f"{where}.format", f"{kind} 没有“{shape}”这种写法，可用 {'、'.join(FORMATS[kind]) or '（无）'}"
        )
    return shape


def _known(key: str, file: str, where: str) -> Fact:
    known = facts().get(key)
    if known is None:
        raise DataError(file, where, f"facts.toml 里没有“{key}”")
    return known


def _check_condition(condition: str, fields: Mapping[str, FormField], file: str, where: str) -> None:
    needed = needs_of(condition) if condition else ()
    if needed is None:
        raise DataError(file, where, f"没有登记“{condition}”这一条件")
    for key in needed:
        if key not in fields:
            raise DataError(file, where, f"条件“{condition}”要用的“{key}”不在 fields 里")


def _check_checks(data: Mapping[str, Any], fields: Mapping[str, FormField], file: str) -> None:
    names: Sequence[str] = data.get("checks", ())
    for name in names:
        if name not in CHECKS:
            raise DataError(file, "checks", f"没有登记“{name}”这一检查")
        for key in CHECKS[name].needs:
            if key not in fields:
                raise DataError(file, "checks", f"检查“{name}”要用的“{key}”不在 fields 里")
