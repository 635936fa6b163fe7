"""The evidence as its list and its pasted pages print it: what belongs to the paper's act, under the case's numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.dates import day
from forms.sources import Sources
from procedures.case import Evidence
from procedures.evidence import is_picture
from procedures.incoming import proving

Row = Mapping[str, Any]
MARK = 16  # characters of a digest that tell two files apart


def act_evidence(sources: Sources) -> tuple[Row, ...]:
    """The list: of an inspection what was taken on its day or bears no day, else all evidence of the case."""
    return tuple(
        {
            "number": str(number),
            "kind": piece.kind,
            "name": piece.name,
            "copies": piece.copies,
            "pages": piece.pages,
            "maker": piece.maker,
            "proves": piece.proves,
        }
        for number, piece in _pieces(sources)
    )


def evidence_pictures(sources: Sources) -> tuple[Row, ...]:
    """The pieces of the list that are pictures, each for a page of its own."""
    return tuple(
        {
            "number": str(number),
            "kind": piece.kind,
            "name": piece.name,
            "proves": piece.proves,
            "taken": day(piece.made_on) if piece.made_on else "",
            "place": piece.place,
            "maker": piece.maker,
            "original_at": piece.original_at,
            "mark": " ".join(piece.sha256[at : at + 4] for at in range(0, MARK, 4)),
            "digest": piece.sha256,
        }
        for number, piece in _pieces(sources)
        if is_picture(piece)
    )


def _pieces(sources: Sources) -> Iterator[tuple[int, Evidence]]:
    """With the number that a piece has in the case."""
    on = sources.act.on if sources.act.kind == "site_inspected" else None
    counted = proving(sources.case)
    for number, piece in enumerate(sources.case.evidence, start=1):
        if piece in counted and (on is None or piece.made_on in (None, on)):
            yield number, piece
