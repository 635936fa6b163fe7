"""How the window looks on this device: theme and text size. Known before the database opens."""

import json
from pathlib import Path
from typing import Any

from models.folder import DataFolder, data_root

DEFAULT: dict[str, Any] = {"dark": False, "text_scale": 1.0}


def read_look(asked: str | None) -> dict[str, Any]:
    """The look that was chosen; the default where none was or the file can't be read."""
    try:
        kept = json.loads(DataFolder(data_root(asked)).look.read_text("utf-8"))
    except (OSError, ValueError):
        return DEFAULT
    known = kept if isinstance(kept, dict) else {}
    dark, scale = known.get("dark"), known.get("text_scale")
    return {
        "dark": dark if isinstance(dark, bool) else DEFAULT["dark"],
        "text_scale": scale if isinstance(scale, float) and 0.5 <= scale <= 2 else DEFAULT["text_scale"],
    }


def keep_look(place: Path, values: dict[str, Any]) -> None:
    """Write the look whole or not at all. Raises OSError."""
    half = place.with_suffix(".part")
    half.write_text(json.dumps(values), "utf-8")
    half.replace(place)
