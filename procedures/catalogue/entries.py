"""What the catalogue of offences holds: laws, offences and their fine bands, as the data state them.

Amounts are fen, both ends included; days are included too. Source: `resources/law/national/offences.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from procedures.numerals import article_words

FEN_IN_YUAN = 100
STATE = "中华人民共和国"
LIFE = 99
# Quantities that are no money.
MEASURES = ("area_m2",)
SIGNS = ("<", "<=", ">", ">=", "==")

GRADES = ("ordinary", "serious", "especially_serious")

Times = int | Decimal


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law: 《title》第X条第X款第X项."""

    law: str
    title: str
    article: int
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        return f"《{self.title}》{self.article_words}"

    @property
    def article_words(self) -> str:
        """第X条第X款第X项."""
        return article_words(self.article, self.paragraph, self.item)

    @property
    def short(self) -> str:
        """For the screen: without 《》 and 中华人民共和国."""
        return f"{self.title.removeprefix(STATE)} {self.article_words}"


@dataclass(frozen=True, slots=True)
class Law:
    """One text of a law, from `in_force`; `replaced_by` and `replaced_from` say what followed it and since when.

    `status` is in_force, superseded, repealed, obsolete or uncertain. `named_in_regulation` marks the legal bases that
    the office's own regulation names. `confidence` (high, medium, low) is how sure the data are of the text's days.
    """

    id: str
    title: str
    kind: str
    issuer: str
    version: date
    in_force: date
    status: str
    named_in_regulation: bool
    text_read: bool
    first_in_force: date | None = None
    replaced_by: str = ""
    replaced_from: date | None = None
    confidence: str = "high"
    remark: str = ""

    @property
    def name(self) -> str:
        """The title as it is cited: without the year of the text."""
        return self.title.split("（20")[0]


@dataclass(frozen=True, slots=True)
class Condition:
    """When a band holds: its base compared with `limit` (fen; square metres), or whether the base can be established.

    `sign` is `<`, `<=`, `>`, `>=`, `==`, `known` or `unknown`.
    """

    base: str
    sign: str
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """One fine band; amounts in fen, both ends included; `low` is 0 where the law sets no minimum.

    `low_times` to `high_times` multiply the base (yuan a square metre for an area), `cap` is the most in fen whatever
    the multiple. `when` is the condition as the file has it.
    """

    base: str
    who: str
    grade: str
    mode: str
    requires: str
    low: int | None = None
    high: int | None = None
    when: str = ""
    low_times: Times | None = None
    high_times: Times | None = None
    cap: int | None = None
    remark: str = ""

    @property
    def condition(self) -> Condition | None:
        """`when`, read; None for always."""
        return condition_of(self.when)

    @property
    def rank(self) -> int:
        """Which band replaces which for one person: 0 the basic one, 1 one with a condition, then the grades."""
        return GRADES.index(self.grade) + 1 if self.grade != "ordinary" else int(self.requires != "none")


@dataclass(frozen=True, slots=True)
class Licence:
    """What happens to a licence: `act` is revoke or none; `by` is the body that does it where it's named.

    `when` is always, serious, refusal, refusal_or_serious, overdue, may, may_if_serious, may_if_refusal or
    may_if_overdue; `level` is the lowest authority that counts as `by`.
    """

    act: str
    when: str = ""
    which: str = ""
    by: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Ban:
    """A trade ban (从业禁止) of so many years, 99 for life, on `who` in words.

    `when` is always, serious, licence_revoked, imprisonment or crime_or_accident.
    """

    years: int
    when: str
    who: str
    remark: str = ""

    @property
    def for_life(self) -> bool:
        """终身."""
        return self.years == LIFE


@dataclass(frozen=True, slots=True)
class Detention:
    """Detention in days, which the police alone may order; `when` is serious or other_substances."""

    low: int
    high: int
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """A practice suspended for so many months, where its licence isn't revoked."""

    low: int
    high: int
    what: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure beside the usual ones in words; `to` is the other body that takes it.

    `when` is always, serious, overdue, refusal or if_applies.
    """

    measure: str
    text: str
    when: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Confiscation:
    """What is confiscated, by the fact that it takes; tokens as in `words.CONFISCATED`.

    `always`, `overdue`, `refusal`, `serious`: must be; `may`, `serious_may`, `especially_serious_may`: may be.
    """

    always: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    serious: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    serious_may: tuple[str, ...] = ()
    especially_serious_may: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the sentence of facts asks for."""

    key: str
    label: str
    kind: str
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words for the facts of an offence and for the check that found it."""

    sentence: str
    check: Mapping[str, str]
    asks: tuple[Ask, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offence:
    """One entry of the catalogue.

    `authority` is the lowest level that may punish: county, province, state or issuing. `major` is always, possible or
    amount_only. `crimes` are articles of the 刑法 to look at first. `also` are further places that carry the penalty.
    """

    id: str
    title: str
    domain: str
    law: Law
    violated: tuple[Provision, ...]
    penalty: Provision
    also: tuple[Provision, ...]
    subject: str
    business: bool
    authority: str
    order: str
    order_correct: bool
    fine_needs_failure: bool
    warning: bool
    confiscation: Confiscation
    licence: Licence
    stop_business: str
    suspension: Suspension | None
    ban: Ban | None
    detention: Detention | None
    measures: tuple[Measure, ...]
    crimes: tuple[str, ...]
    major: str
    bands: tuple[Band, ...]
    overlap: bool
    nonmonotone: bool
    verified: bool
    valid_to: date | None
    remark: str
    pattern: Pattern

    @property
    def name(self) -> str:
        """The conduct in words, without 案 at the end; the 案 of 档案 belongs to the conduct."""
        return self.title if self.title.endswith("档案") else self.title.removesuffix("案")

    @property
    def in_force(self) -> date:
        """The first day of acts that its law covers in this text."""
        return self.law.in_force

    @property
    def confiscate(self) -> tuple[str, ...]:
        """What is confiscated whatever else is so."""
        return self.confiscation.always

    def covers(self, day: date) -> bool:
        """Whether the entry's law was in force for conduct on `day`."""
        return self.in_force <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def condition_of(when: str) -> Condition | None:
    """`goods_value < 10000` (yuan) or `goods_value known`, read; None for always. ValueError where it can't be."""
    if not when:
        return None
    base, _, rest = when.partition(" ")
    if rest in ("known", "unknown"):
        return Condition(base, rest)
    sign, _, limit = rest.partition(" ")
    if sign not in SIGNS or not limit.isascii() or not limit.isdigit():
        raise ValueError(when)
    return Condition(base, sign, int(limit) * (1 if base in MEASURES else FEN_IN_YUAN))
