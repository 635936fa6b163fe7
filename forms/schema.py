"""What a form is: its fields, checks and blocks, and which version of it is in force on a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from forms.kinds import Choice, Column
from procedures.case import NOTHING, Act
from procedures.problems import DataError, Problem, RuleError

Block = Mapping[str, Any]
TWELFTHS = 12


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that a form needs, with all that the page generator must know to ask for it.

    Either `fact` names where the value lives (a change is written to `owner`; a `derived` one is worked out and not
    typed), or the field is the form's own and lives in the act's `values`; `suggest` names the fact that proposes a
    first text for it. `required_when` names a predicate; `width` is in twelfths of the page; `limit` in characters.
    """

    key: str
    label: str
    kind: str
    fact: str = ""
    owner: str = ""
    derived: bool = False
    suggest: str = ""
    required: bool = False
    required_when: str = ""
    format: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    section: str = ""
    width: int = TWELFTHS
    help: str = ""
    limit: int = 0

    @property
    def own(self) -> bool:
        """Whether the value is typed for this paper alone."""
        return not self.fact


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form, checked.

    `blocks`, `continued` (head of later pages) and `foot` (of every page) are for `compose`.
    `acts` are the kinds of act that the form puts on paper, `given` the values that their fields must then have;
    `series` is the word under which its numbers are counted. Where that depends on the case (封, 扣), `series_fact`
    names the fact that decides and `series_words` the word for each of its values; `series` is then the first of them.
    `after` are the forms of the same act whose numbers this one quotes: they are issued first.
    """

    id: str
    since: date
    title: str
    page: str
    reach: str
    copies: int
    basis: str
    fields: tuple[FormField, ...]
    blocks: tuple[Block, ...]
    acts: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    continued: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()
    number: str = ""
    series: str = ""
    until: date | None = None
    certainty: str = ""
    file: str = ""
    given: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    series_fact: str = ""
    series_words: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def fits(self, act: Act) -> bool:
        """Whether the form is made for this act: of its kinds, and with the fields that `given` asks for.

        A field that is not recorded fits.
        """
        return act.kind in self.acts and all(act.get(key, value) == value for key, value in self.given.items())

    def field(self, key: str) -> FormField:
        """The field with this key; KeyError if there is none."""
        for one in self.fields:
            if one.key == key:
                return one
        raise KeyError(key)


class FormSet:
    """All versions of all forms; a file is read and checked when its form is first asked for."""

    def __init__(self, files: Mapping[str, Mapping[date, Path]]) -> None:
        self._files = files
        self._read: dict[Path, Form] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all forms, numbers first."""
        return tuple(sorted(self._files, key=_by_number))

    def form(self, form_id: str, day: date) -> Form:
        """The version in force on `day`; RuleError where the form has none on that day, DataError for a broken file."""
        versions = self._files.get(form_id, {})
        for since in sorted((start for start in versions if start <= day), reverse=True):
            form = self._load(form_id, since)
            if form.until is None or day <= form.until:
                return form
        raise RuleError(
            [Problem(f"文书{form_id}没有{day.isoformat()}有效的版本", remedy="检查文书日期，或者安装含该版本的规则包")]
        )

    def forms_of(self, act_kind: str, day: date) -> tuple[Form, ...]:
        """The forms that put an act of this kind on paper, in the versions of `day` and in the order of their issue."""
        found = [form for form in (self._on(form_id, day) for form_id in self.ids) if form and act_kind in form.acts]
        place = {form.id: number for number, form in enumerate(found)}

        def turn(form: Form) -> tuple[int, bool]:
            return max(place[one] for one in (form.id, *form.after) if one in place), bool(form.after)

        return tuple(sorted(found, key=turn))

    def forms_for(self, act: Act) -> tuple[Form, ...]:
        """The forms that put this act on paper, in the versions of its day."""
        return tuple(form for form in self.forms_of(act.kind, act.on) if form.fits(act))

    def all(self) -> Iterator[Form]:
        """Every version of every form, read and checked; DataError for the first broken file."""
        for form_id in self.ids:
            for since in sorted(self._files[form_id]):
                yield self._load(form_id, since)

    def _on(self, form_id: str, day: date) -> Form | None:
        try:
            return self.form(form_id, day)
        except RuleError:
            return None

    def _load(self, form_id: str, since: date) -> Form:
        from forms.loader import read_form

        file = self._files[form_id][since]
        if file not in self._read:
            self._read[file] = read_form(file, form_id, since)
        return self._read[file]


def load_forms(folder: Path, packs: Sequence[Path] = ()) -> FormSet:
    """The forms of `folder` (`<id>/<since>.toml`), those of each pack's `forms/` laid over them version by version.

    DataError for a file whose name is no day.
    """
    files: dict[str, dict[date, Path]] = {}
    for place in (folder, *(pack / "forms" for pack in packs)):
        for file in sorted(place.glob("*/*.toml")):
            files.setdefault(file.parent.name, {})[_since(file)] = file
    return FormSet(files)


def _by_number(form_id: str) -> tuple[bool, int, str]:
    """7 before 11, X1 after all numbers."""
    return (False, int(form_id), "") if form_id.isdigit() else (True, 0, form_id)


def _since(file: Path) -> date:
    try:
        return date.fromisoformat(file.stem)
    except ValueError as error:
        raise DataError(f"{file.parent.name}/{file.name}", "", "文件名应为施行日期，如 2024-01-01.toml") from error
