"""Sentences of notice whose wording changes with the law (`resources/forms/wording.toml`), by the document's day."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from forms.predicates import holds
from forms.sources import LackingError, Sources
from procedures.problems import DataError
from resources import path

FILE = path("forms", "wording.toml")
KEYS = frozenset({"id", "from", "until", "text", "basis", "certainty"})
PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence and the days on which it is right; both days count."""

    id: str
    since: date
    text: str
    basis: str
    until: date | None = None
    certainty: str = ""


def sentence(wording_id: str, sources: Sources, **words: str) -> str:
    """The sentence in force on the document's day, its places filled from `words` and the office's settings.

    `{you}` is how the party is spoken to. LackingError where a setting is missing, and where no wording is in force on
    that day.
    """
    day = sources.day
    known = {"you": addressed(sources), **words}
    for one in wordings().get(wording_id, ()):
        if one.since <= day and (one.until is None or day <= one.until):
            return PLACE.sub(lambda match: known.get(match[1]) or sources.setting(f"office.{match[1]}"), one.text)
    raise LackingError(f"wording.{wording_id}")


def addressed(sources: Sources) -> str:
    """How a letter speaks to the party: 你 to a person, 你单位 to all others, 你（单位） while nobody is named."""
    party = sources.party
    if party is None:
        return "你（单位）"
    halves = {
        "party_kind": party.kind,
        "party_credit_code": party.credit_code,
        "party_representative": party.representative,
    }
    return "你" if holds("party_is_person", halves) else "你单位"


@cache
def wordings() -> Mapping[str, tuple[Wording, ...]]:
    """All wordings by id; DataError for a broken file."""
    return read_wordings(FILE)


def read_wordings(file: Path) -> Mapping[str, tuple[Wording, ...]]:
    """Reads and checks the file: every wording with basis, no two of one id in force on one day; else DataError."""
    try:
        rows = tomllib.loads(file.read_text("utf-8"))["wording"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(file.name, "wording", f"读不出来：{error}") from error
    found: dict[str, list[Wording]] = {}
    for row in rows:
        missing, unknown = {"id", "from", "text", "basis"} - set(row), set(row) - KEYS
        if missing or unknown:
            raise DataError(
                file.name, str(row.get("id", "?")), f"缺少或者不认识：{'、'.join(sorted(missing | unknown))}"
            )
        made = Wording(row["id"], row["from"], row["text"], row["basis"], row.get("until"), row.get("certainty", ""))
        found.setdefault(made.id, []).append(made)
    for wording_id, versions in found.items():
        versions.sort(key=lambda one: one.since)
        for earlier, later in pairwise(versions):
            if earlier.until is None or earlier.until >= later.since:
                raise DataError(file.name, wording_id, f"{later.since} 起的用语与前一条的日期重叠")
    return {wording_id: tuple(versions) for wording_id, versions in found.items()}
