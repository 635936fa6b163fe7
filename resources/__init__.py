"""Where the data files lie, in a checkout and in the packaged program alike."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The place of a data file below `resources/`; it need not exist."""
    return ROOT.joinpath(*parts)
