"""The rule packs that are installed."""

from dataclasses import dataclass
from datetime import date, datetime

from models.session import Session
from models.tables.projections import PackRow


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in its newest version: who approved it, who put it in and when."""

    pack_id: str
    version: str
    approved_by: str
    approved_on: date
    installed_by: str
    installed_at: datetime


def installed_packs(session: Session) -> tuple[PackLine, ...]:
    """The packs of the office, in the order of their ids."""
    columns = (
        PackRow.pack_id,
        PackRow.version,
        PackRow.approved_by,
        PackRow.approved_on,
        PackRow.installed_by,
        PackRow.installed_at,
    )
    return tuple(
        PackLine(pack, version, by, date.fromisoformat(on), who, datetime.fromisoformat(at))
        for pack, version, by, on, who, at in session.database.rows(PackRow.select(*columns).order_by(PackRow.pack_id))
    )
