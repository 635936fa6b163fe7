"""What a computed range holds: governing bands, measures, the proposed fine judged, and the lines that explain each."""

from dataclasses import dataclass
from fractions import Fraction

from procedures.catalogue import Ban, Measure, Offence
from procedures.penalties.facts import Facts
from procedures.problems import Problem, RuleError


class CatalogueRefusedError(RuleError):
    """The catalogue can't say the range: the text is superseded or not yet in force, or its numbers aren't verified."""

    def __init__(self, offence_id: str, reason: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.offence_id, self.reason = offence_id, reason


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; `certainty` as in the law's data (see `procedures.certainty`)."""

    text: str
    basis: str = ""
    certainty: str = "verified"


@dataclass(frozen=True, slots=True)
class GoverningBand:
    """The range for one person: `low` to `high` in whole fen, both included; `low` is 0 where the law sets no minimum.

    `who` is the band's own word (any, unit …), `mode` must or may. `how` is one sentence, `working` every step.
    `exact_low` and `exact_high` are the ends before they were brought to whole fen inside the range.
    """

    who: str
    low: int
    high: int
    mode: str
    how: str
    working: tuple[Line, ...]
    exact_low: Fraction
    exact_high: Fraction


@dataclass(frozen=True, slots=True)
class LicenceMeasure:
    """What this body does to a licence: `act` revoke, suspend or none; `mode` must or may; months of a suspension."""

    act: str = "none"
    which: str = ""
    mode: str = ""
    months: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A measure that another body has to take."""

    measure: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed fine in fen, judged; `why` in words, `basis` the article."""

    fine: int
    lawful: bool
    why: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One crime's amount compared, in fen; `working` tells how `computed` came about."""

    crime: str
    computed: Fraction
    threshold: int
    reached: bool
    working: str
    basis: str
    certainty: str


@dataclass(frozen=True, slots=True)
class TransferCheck:
    """Whether an amount for transfer to the police is reached; what is `unconfirmed` is told and never compared."""

    grounds: tuple[Ground, ...]
    unconfirmed: tuple[Line, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether any ground is."""
        return any(ground.reached for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Range:
    """The lawful range of a fine on the given facts, and what the article orders beside it.

    Either `bands` holds what governs, one a person, or `no_fine` says why there is nothing to compute; then `lacking`
    names the facts that would settle it. `stop_business` is none, must, may or must_if_slaughterhouse; `ban_years` is
    99 for life. `measures` are further ones in words. `crimes` are those that ask for no amount. `warnings` are for the
    officer, `lines` explain the measures.
    """

    offence: Offence
    facts: Facts
    bands: tuple[GoverningBand, ...]
    no_fine: str | None
    lacking: tuple[str, ...]
    confiscate: tuple[str, ...]
    confiscate_optional: tuple[str, ...]
    licence: LicenceMeasure
    stop_business: str
    ban: Ban | None
    measures: tuple[Measure, ...]
    referrals: tuple[Referral, ...]
    major: str
    proposed: Proposed | None
    transfer_check: TransferCheck | None
    crimes: tuple[Line, ...]
    warnings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def ban_years(self) -> int | None:
        """Years of the trade ban that follows on these facts, None where none does."""
        return self.ban.years if self.ban else None


@dataclass(frozen=True, slots=True)
class SameAct:
    """Two or more offences for one act; `governing` is the one whose fine applies, None where a reason is asked."""

    ranges: tuple[Range, ...]
    governing: str | None
    why: str
    lines: tuple[Line, ...]
