"""The ledgers of a demonstration: that of the cases and the register of filings, as of the last act of any case."""

from pathlib import Path

from forms.ledger.counting import LedgerQuestion
from forms.ledger.layout import shipped_layouts
from models.operations.ledgers import export_ledger
from models.queries.cases import list_cases
from models.session import Session
from ui.commands.walk.office import at_noon

SHOWN = ("cases", "filings")


def write_ledgers(session: Session, out: Path) -> tuple[Path, ...]:
    """Write the two workbooks into a folder; where they are. Raises StorageError."""
    last = max(line.last_on for line in list_cases(session, limit=1).lines)
    written = []
    for layout in shipped_layouts():
        if layout.source in SHOWN:
            question, target = LedgerQuestion(layout, last), out / f"{layout.name}.xlsx"
            made = export_ledger(session, question, target, actor=session.device.id, now=at_noon(last), with_pivot=True)
            written.append(made.path)
    return tuple(written)
