"""The lawful range of an offence as far as the law states fixed amounts. Free of Qt; amounts in fen."""

from procedures.catalogue import Band, Offence
from ui.pages.intake.party import ORGANISATIONS


def bands_for(entry: Offence, kind: str | None) -> tuple[Band, ...]:
    """The offence's bands of fixed amounts for this kind of party."""
    return entry.fixed_bands(kind in ORGANISATIONS)


def range_of(entry: Offence, kind: str | None) -> tuple[int, int] | None:
    """The lowest and highest fine in fen that fixed bands allow; None where the law counts in another way."""
    bands = [band for band in bands_for(entry, kind) if band.high is not None]
    if not bands:
        return None
    return min(band.low or 0 for band in bands), max(band.high or 0 for band in bands)
