"""What the editors of a case offer: its officers and those of the register, its people, the goods it knows."""

from functools import partial

from models.queries.office import officers as registered_officers
from procedures.case import Officer
from ui.desk import Desk
from ui.pages.case.act_refs import chosen
from ui.pages.case.filling import Filling
from ui.pages.case.goods.sourcing import CaseGoods
from ui.pages.case.known_hearing import not_offered
from ui.pages.case.opened import OpenedCase
from ui.widgets.field_editors import EditorContext, Option


def editor_context(desk: Desk, opened: OpenedCase, now: Filling | None = None) -> EditorContext:
    """What the editors of a case offer; with `now` also the goods of the case."""
    case = opened.case
    known = {each.officer.id: each.officer for each in registered_officers(desk.session, active_only=True)}
    known = {officer.id: officer for officer in case.officers} | known
    people = tuple(_officer_option(officer, opened) for officer in known.values())
    persons = [name for party in case.parties for name in (party.name, party.representative) if name]
    persons += [officer.name for officer in known.values()]
    return EditorContext(
        today=opened.today,
        officers=people,
        parties=tuple(Option(party.id, party.name) for party in case.parties),
        persons=tuple(dict.fromkeys(persons)),
        not_offered=not_offered(case),
        goods=CaseGoods(opened, now.kind.kind, partial(chosen, now)) if now else None,
    )


def _officer_option(officer: Officer, opened: OpenedCase) -> Option:
    certificate = officer.certificate_on(opened.today)
    if certificate is None:
        return Option(officer.id, officer.name, "没有当日有效的执法证件", "red")
    return Option(officer.id, officer.name, certificate.no)
