"""备案材料: the three parts of a package, whether each is there, and what can be done about it."""

from dataclasses import dataclass

from models.queries.packages import PackagePart
from ui.pages.filing.content import Content
from ui.pages.filing.words import PARTS, spaced
from ui.widgets.glyphs import State

REPORT, EVIDENCE, DECISION = "report", "evidence_copies", "decision_copy"


@dataclass(frozen=True, slots=True)
class Material:
    """One part: its state, a line about it, and the link at its right (empty for none)."""

    key: str
    name: str
    note: str
    state: State
    action: str
    tone: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can be handed in."""
        return self.state is State.DONE


def materials_of(content: Content) -> tuple[Material, ...]:
    """The parts of a filing's package in the order of 附件2 第四条; none for a matter."""
    if content.opened is None:
        return ()
    known = {part.key: part for part in content.parts}
    return tuple(_material(content, key, known[key]) for key in PARTS if key in known)


def _material(content: Content, key: str, part: PackagePart) -> Material:
    if not content.line.is_owed:
        note = spaced(part.note) if part.present else f"{content.line.complete_on} 已报送"
        return Material(key, PARTS[key], note, State.DONE, _action(content, key))
    state = State.DONE if part.present else State.OPEN
    note = spaced(part.note) if part.present else "；".join(part.problems) or "还没有"
    return Material(key, PARTS[key], note, state, _action(content, key), "" if part.present else "amber")


def _action(content: Content, key: str) -> str:
    if key == REPORT:
        if content.report_id():
            return "预览"
        return "制作" if "major_filed" in content.line.next_acts else ""
    if key == EVIDENCE:
        return "选证据" if content.line.is_owed and content.report() is None else "查看"
    if content.decision_paper() is not None:
        return "预览"
    return "选扫描件" if content.line.is_owed else ""
