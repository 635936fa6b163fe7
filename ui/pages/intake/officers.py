"""Officers of the register as an intake offers them."""

from datetime import date

from models.office import RegisteredOfficer
from ui.widgets.field_editors import Option


def officer_option(registered: RegisteredOfficer, today: date) -> Option:
    """An officer to choose, with the certificate that is valid today or the last that was."""
    officer = registered.officer
    valid = officer.certificate_on(today)
    if valid is not None:
        return Option(officer.id, officer.name, f"{valid.no}，有效至 {valid.valid_until}")
    last = max(officer.certificates, key=lambda each: each.valid_until, default=None)
    told = f"{last.no}，{last.valid_from} 至 {last.valid_until}，今天无效" if last else "没有登记执法证件"
    return Option(officer.id, officer.name, told, "red")
