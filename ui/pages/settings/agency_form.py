"""The facts of the office as one form, with what the rule set already knows filled in and marked."""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.facts import facts
from models.queries.office import settings
from models.session import Session
from procedures.problems import Problem
from ui.pages.asking import Ask

REQUIRED = ("office.agency_name", "office.region", "office.review_body", "office.court")
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "机关": ("agency_name", "region", "superior_department", "review_body", "court"),
    "罚款收缴": ("bank_name", "bank_account", "bank_address"),
    "联系": ("contact_name", "contact_phone", "contact_address"),
}
WIDTHS = {"region": 2, "agency_name": 6, "superior_department": 4, "contact_name": 3, "contact_phone": 3}
HELP = {
    "agency_name": "印在文书上的全称",
    "region": "文号开头的字，如“浏”",
    "review_body": "写进文书的救济告知",
    "court": "写进文书的救济告知",
}
# the bodies of the rule set that stand for a fact of the office
PRESETS = {"office.superior_department": "superior_department", "office.review_body": "city_government"}


def office_fields(only: Sequence[str] = ()) -> tuple[Ask, ...]:
    """Every fact that the office owns, in sections, or only some of them in one line; new ones stand at the end."""
    owned = {fact.name: fact for fact in facts().values() if fact.owner == "office"}
    if only:
        return tuple(_field(owned[key.partition(".")[2]], "", 4) for key in only)
    placed = [(section, name) for section, names in SECTIONS.items() for name in names if name in owned]
    rest = [("其他", name) for name in owned if name not in {name for _, name in placed}]
    return tuple(_field(owned[name], section, WIDTHS.get(name, 6)) for section, name in (*placed, *rest))


def _field(fact: Any, section: str, width: int) -> Ask:
    limit = 10 if fact.name == "region" else 0
    required = fact.key in REQUIRED
    return Ask(fact.key, fact.label, fact.kind, width, required, HELP.get(fact.name, ""), section=section, limit=limit)


def office_values(session: Session) -> tuple[dict[str, Any], dict[str, str]]:
    """What is recorded, over what the rule set proposes; and, by key, where a proposed value comes from."""
    recorded = dict(settings(session))
    known = session.rulebook.recipients
    proposed = {key: known[body].name for key, body in PRESETS.items() if body in known and not recorded.get(key)}
    return {**recorded, **proposed}, dict.fromkeys(proposed, "规则包预设，待核对")


def office_problems(values: Mapping[str, Any]) -> list[Problem]:
    """What is still missing before a paper can be made."""
    labels = {fact.key: fact.label for fact in facts().values()}
    return [Problem(f"还没有填写{labels[key]}", where=key) for key in REQUIRED if key in values and not values[key]]


def merged(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """All settings with these values over them; what is empty is left out."""
    whole = {**settings(session), **values}
    return {key: value for key, value in whole.items() if value not in (None, "")}
