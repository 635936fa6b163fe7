"""The papers of a case: issued, made elsewhere, and those that can be made for what is recorded."""

from dataclasses import dataclass

from forms.schema import Form
from models.queries.documents import DocumentLine
from procedures.case import Act
from ui.pages.case.opened import OpenedCase
from ui.pages.case.words import act_label
from ui.widgets.glyphs import State


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One line of the list. `issued` is set for a frozen paper, `form` and `act` for one that can be drawn now."""

    key: str
    title: str
    under: str
    state: State
    word: str
    group: str
    form: Form | None = None
    act: Act | None = None
    issued: DocumentLine | None = None
    outside: bool = False


ISSUED, MAKEABLE, OUTSIDE = "已签发", "可以制作", "在案外制作"


def paper_items(opened: OpenedCase, planned: Act | None, drafted: frozenset[str]) -> tuple[PaperItem, ...]:
    """All papers of a case. `planned` is an act that is decided on paper first; `drafted` are the keys of drafts."""
    issued = [_issued(line, opened) for line in opened.papers]
    others = [item for act in opened.case.live_acts() for item in _of_act(act, opened, drafted)]
    if planned is not None:
        others += _of_act(planned, opened, drafted, is_planned=True)
    makeable = [item for item in others if item.group == MAKEABLE]
    return (*makeable, *reversed(issued), *(item for item in others if item.group == OUTSIDE))


def key_of(form_id: str, act_id: str) -> str:
    """The key of a paper that is not issued, and the name of its draft."""
    return f"paper/{form_id}/{act_id or 'planned'}"


def _issued(line: DocumentLine, opened: OpenedCase) -> PaperItem:
    state, word = State.DONE, f"{line.issued_on:%m-%d} 签发"
    if line.cancelled_on is not None:
        state, word = State.NOT_NEEDED, "已作废"
    elif opened.pending is not None and opened.pending.id == line.document_id:
        state, word = State.CURRENT, "未交付"
    under = line.number or f"{line.issued_on}，不编号"
    return PaperItem(line.document_id, line.title, under, state, word, ISSUED, issued=line)


def _of_act(act: Act, opened: OpenedCase, drafted: frozenset[str], is_planned: bool = False) -> list[PaperItem]:
    made = {line.form for line in opened.papers if line.act == act.id and line.cancelled_on is None}
    forms = [form for form in opened.session.forms.forms_of(act.kind, act.on) if form.id not in made]
    return [_item(form, act, drafted, is_planned) for form in forms]


def _item(form: Form, act: Act, drafted: frozenset[str], is_planned: bool) -> PaperItem:
    key = key_of(form.id, act.id)
    if act.document is not None and act.document.form == form.id:
        under = act.document.number or f"{act.on}"
        return PaperItem(key, form.title, under, State.DONE, "案外", OUTSIDE, form, act, outside=True)
    under = f"{act.on} {act_label(act)}" if not is_planned else "还没有登记的决定"
    word = "草稿" if key in drafted else ""
    return PaperItem(key, form.title, under, State.DRAFT if word else State.OPEN, word, MAKEABLE, form, act)
