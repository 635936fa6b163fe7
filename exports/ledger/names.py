"""Names of sheets that every spreadsheet takes, each only once."""

import re

LONGEST = 31
UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = "history"  # Excel keeps it for itself


class SheetNames:
    """The names of a workbook's sheets, as they are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = {RESERVED}

    def take(self, wanted: str) -> str:
        """The wanted name as far as a sheet can bear it and none has it yet."""
        clean = UNFIT.sub("_", wanted).strip("' ") or "台账"
        for number in range(1, len(self._taken) + 2):
            ending = "" if number == 1 else f"_{number}"
            name = clean[: LONGEST - len(ending)].rstrip("' ") + ending
            if name.casefold() not in self._taken:
                break
        self._taken.add(name.casefold())
        return name
