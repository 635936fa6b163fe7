"""The papers of a case by stage: issued, made elsewhere, and those that can be made for what is recorded or planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.derived_records import form_titles
from forms.schema import Form
from models.queries.documents import DocumentLine
from procedures.case import Act
from procedures.kinds import kinds, stages
from ui.pages.case.act_words import title_of
from ui.pages.case.draft_names import PAPER
from ui.pages.case.opened import OpenedCase
from ui.pages.case.plans import Plan
from ui.pages.case.words import act_label, party_name
from ui.widgets.glyphs import State

MAKEABLE, ISSUED, OUTSIDE = "makeable", "issued", "outside"
PROOF_OF_SERVICE, VOIDED = "33", "act_voided"


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One line of the list, in `group` (the name of its stage).

    `status` says whether it can be made, is issued, or was made elsewhere; `issued` is set for a frozen paper, `form`
    and `act` for one that can be drawn now.
    """

    key: str
    title: str
    under: str
    state: State
    word: str
    group: str
    status: str
    order: tuple[int, str, int, str]
    form: Form | None = None
    act: Act | None = None
    issued: DocumentLine | None = None

    @property
    def outside(self) -> bool:
        """Whether it was made before it came into the program."""
        return self.status == OUTSIDE


def paper_items(opened: OpenedCase, plans: Sequence[Plan], drafted: frozenset[str]) -> tuple[PaperItem, ...]:
    """All papers of a case, stage by stage, in each what is to be made first.

    `plans` are acts that are put on paper before they are recorded; `drafted` are the keys of drafts.
    """
    acts = {act.id: act for act in opened.case.acts} | {plan.act.id: plan.act for plan in plans}
    found = [_issued(line, opened, acts) for line in opened.papers]
    for act in opened.case.live_acts():
        found += _of_act(act, opened, drafted)
    for plan in plans:
        found += _of_act(plan.act, opened, drafted, is_planned=True)
    return tuple(sorted(found, key=lambda item: item.order))


def key_of(form_id: str, act_id: str) -> str:
    """The key of a paper that is not issued, and the name of its draft."""
    return f"{PAPER}{form_id}/{act_id or 'planned'}"


def _place(kind: str, opened: OpenedCase) -> tuple[int, str]:
    """The stage of the strip to which a kind of act belongs: its number and name; the last for what has none."""
    for number, stage in enumerate(opened.stages):
        if any(kind in step.act_kinds for step in stage.steps):
            return number, stage.name
    known = kinds().get(kind)
    return len(opened.stages), stages()[known.stage] if known else "其他"


def _issued(line: DocumentLine, opened: OpenedCase, acts: dict[str, Act]) -> PaperItem:
    act = acts.get(line.act) or next(
        (p.planned for p in opened.stored.file.documents if p.id == line.document_id), None
    )
    number, group = _place(act.kind, opened) if act else (len(opened.stages), "其他")
    state, word = State.DONE, f"{line.issued_on:%m-%d} 签发"
    if line.cancelled_on is not None:
        state, word = State.NOT_NEEDED, "已作废"
    elif any(other.kind == VOIDED and other.ref == line.act for other in acts.values()):
        state, word = State.NOT_NEEDED, "行为已作废"
    elif opened.pending is not None and opened.pending.id == line.document_id:
        state, word = State.CURRENT, "未交付"
    elif line.document_id in {paper.id for paper in opened.unrecorded}:
        state, word = State.CURRENT, "待登记"
    under = _addressed(line.number or f"格式 {line.form}·不编号", act, opened)
    order = (number, group, 1, line.issued_at.isoformat())
    return PaperItem(line.document_id, line.title, under, state, word, group, ISSUED, order, issued=line)


def _of_act(act: Act, opened: OpenedCase, drafted: frozenset[str], is_planned: bool = False) -> Iterator[PaperItem]:
    made = {line.form for line in opened.papers if line.act == act.id and line.cancelled_on is None}
    for form in opened.session.forms.forms_for(act):
        if form.id not in made and not (is_planned and form.id == PROOF_OF_SERVICE):
            yield _item(form, act, opened, drafted, is_planned)


def _item(form: Form, act: Act, opened: OpenedCase, drafted: frozenset[str], is_planned: bool) -> PaperItem:
    key, (number, group) = key_of(form.id, act.id), _place(act.kind, opened)
    order = (number, group, 0, f"{act.on} {form.id:0>4}")
    if act.document is not None and act.document.form == form.id:
        under = act.document.number or f"{act.on}"
        order = (number, group, 2, f"{act.on}")
        return PaperItem(key, form.title, under, State.DONE, "案外", group, OUTSIDE, order, form, act)
    what = f"{title_of(act.kind)}，还没有登记" if is_planned else f"{act.on:%m-%d} {_done(act)}"
    under = _addressed(f"格式 {form.id}·{what}", act, opened)
    word = "草稿" if key in drafted else ""
    state = State.DRAFT if key in drafted else State.OPEN
    return PaperItem(key, form.title, under, state, word, group, MAKEABLE, order, form, act)


def _addressed(words: str, act: Act | None, opened: OpenedCase) -> str:
    """The words below a title; in a case of several parties the party that the paper concerns stands first."""
    name = party_name(act, opened.case) if act is not None else ""
    return f"{name}·{words}" if name else words


def _done(act: Act) -> str:
    """What was done; of a service also which paper was served."""
    served = form_titles().get(str(act.get("paper", "")), "")
    return f"送达{served}" if served else act_label(act)
