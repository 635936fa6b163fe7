"""What a file is by what it begins with, for one whose name does not tell."""

from pathlib import Path

import puremagic

from procedures.evidence import FILM, OTHER, PAGES, PICTURE, SOUND

HEAD = 8192  # bytes that are looked at
BY_TYPE = (("image/", PICTURE), ("audio/", SOUND), ("video/", FILM), ("application/pdf", PAGES))


def family_by_content(source: Path | bytes) -> str:
    """The family of a file, as `procedures.evidence.family_of` names them; OTHER where its beginning tells nothing."""
    try:
        kind = str(puremagic.from_string(_head(source), mime=True))
    except (puremagic.PureError, ValueError, OSError):
        return OTHER
    return next((family for start, family in BY_TYPE if kind.startswith(start)), OTHER)


def _head(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:HEAD]
    with source.open("rb") as file:
        return file.read(HEAD)
