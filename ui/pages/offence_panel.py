"""One entry of 案由库 at the right: what it violates, how it is punished, from when to when, what to look at."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from procedures.catalogue import Catalogue, Law, Offence
from ui.pages.offence_words import (
    BODIES,
    CONFIDENCES,
    LAW_KINDS,
    MAJORS,
    Section,
    cited,
    crimes,
    domain_words,
    fines,
    law_state,
    measures,
    subject_words,
    validity,
)
from ui.pages.place import SideBox
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, frame, row, rule, scroll
from ui.widgets.surfaces import notice, well
from ui.widgets.text import facts, pill, text

UNVERIFIED = "罚则没有逐条核对过原文，幅度只供查找，程序不计算；核对原文后在处理意见里手工填写。"
NOT_COMPUTED = "这里照条文列出。按本案数额计算的幅度，在新案、案情和处理意见页面右边。"


class OffencePanel(SideBox):
    """An offence or a law as the catalogue has it. `show_law` and `show_offences` lead from one to the other."""

    def __init__(self, show_law: Callable[[str], object], show_offences: Callable[[Law], object]) -> None:
        super().__init__()
        self.setAccessibleName("案由详情")
        self._show_law, self._show_offences = show_law, show_offences
        self._body: QVBoxLayout = column(gap=10, margins=(16, 14, 16, 14))
        stack = column(gap=0, margins=(1, 0, 0, 0))
        stack.addWidget(scroll(frame(column(self._body, None, gap=0))))
        self.setLayout(stack)

    def show_offence(self, entry: Offence, catalogue: Catalogue, today: date) -> None:
        """Show an offence."""
        clear(self._body)
        mark = pill("已核对条文", "soft") if entry.verified else pill("未核对", "amber")
        named = [pill("本机关规章制度的依据", "accent")] if entry.law.named_in_regulation else []
        self._body.addWidget(text(entry.title, "heading", wrap=True))
        self._body.addLayout(row(pill(domain_words(entry.domain)), mark, *named, None))
        if not entry.verified:
            self._body.addWidget(notice("未核对", UNVERIFIED, "amber"))
        if ended := validity(entry, today):
            self._body.addWidget(notice("不用于现在的行为", f"{ended}。", "amber"))
        self._body.addLayout(facts(_facts(entry, catalogue), label_width=64))
        link = button("看这部法律", "link", small=True, then=lambda: self._show_law(entry.law.id))
        self._body.addLayout(row(link, None))
        self._body.addWidget(rule())
        for section in (*fines(entry), *measures(entry), crimes(entry, catalogue.crimes, today)):
            if section is not None:
                self._add(section)
        self._body.addWidget(text(NOT_COMPUTED, "caption", wrap=True))

    def show_law(self, law: Law, count: int) -> None:
        """Show a law; `count` are the offences that it has."""
        clear(self._body)
        named = [pill("本机关规章制度的依据", "accent")] if law.named_in_regulation else []
        read = pill("通读过原文", "soft") if law.text_read else pill("没有通读原文", "amber")
        self._body.addWidget(text(law.title, "heading", wrap=True))
        self._body.addLayout(row(pill(LAW_KINDS[law.kind]), read, *named, None))
        if law.status != "in_force":
            state, _, followed = law_state(law).partition("：")
            self._body.addWidget(notice(state, f"{followed}。" if followed else "", "amber"))
        pairs = [
            ("制定机关", law.issuer),
            ("文本", f"{law.version} 的文本，{law.in_force} 起施行"),
            ("首次施行", f"{law.first_in_force}" if law.first_in_force else ""),
            ("状态", law_state(law) if law.status == "in_force" else ""),
            ("把握", CONFIDENCES[law.confidence]),
            ("说明", law.remark),
        ]
        self._body.addLayout(facts([pair for pair in pairs if pair[1]], label_width=64))
        if count:
            words = f"看它的 {count} 条案由"
            self._body.addLayout(row(button(words, "link", then=lambda: self._show_offences(law)), None))

    def _add(self, section: Section) -> None:
        self._body.addWidget(text(section.heading, "small-strong"))
        lines = [text(line, "small", "ink", wrap=True) for line in section.lines]
        made = well(*lines, gap=4)
        made.setProperty("article", section.article)
        self._body.addWidget(made)


def _facts(entry: Offence, catalogue: Catalogue) -> list[tuple[str, str]]:
    until = f"，至 {entry.valid_to}" if entry.valid_to else ""
    pairs = [
        ("违反", "\n".join(cited(place, catalogue.laws) for place in entry.violated)),
        ("罚则", cited(entry.penalty, catalogue.laws)),
        ("另见", "\n".join(f"{place}" for place in entry.also)),
        ("对象", subject_words(entry)),
        ("处罚机关", BODIES[entry.authority]),
        ("听证", MAJORS[entry.major]),
        ("适用", f"{entry.in_force} 起的行为{until}"),
        ("说明", entry.remark),
        ("俗称", "、".join(entry.pattern.words)),
        ("编号", entry.id),
    ]
    return [(label, value) for label, value in pairs if value]
