"""处罚: kinds and amounts, one line of reason; what only the general procedure may decide gets its way out here."""

from PySide6.QtWidgets import QFrame

from ui.pages.intake.party import Values
from ui.pages.intake.sheet import Choice, Sheet, Spec
from ui.pages.on_the_spot.judging import Judgement
from ui.widgets.buttons import Action, button
from ui.widgets.fields import form_grid
from ui.widgets.layout import clear, column
from ui.widgets.surfaces import notice
from ui.widgets.text import text

KINDS = (
    Choice("warning", "警告"),
    Choice("fine", "罚款"),
    Choice("gains", "没收违法所得"),
    Choice("goods", "没收非法财物"),
)
TRANSFER = "存为线索，转普通程序"


class PenaltyBlock(QFrame):
    """The third block; `transfer` keeps the matter as a lead for the general procedure."""

    def __init__(self, sheet: Sheet, transfer: Action) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._transfer = sheet, transfer
        kinds = sheet.add(Spec("penalties", "处罚种类", "choices", 12, required=True, choices=KINDS))
        fine = sheet.add(Spec("fine", "罚款（元）", "money", 3))
        reason = sheet.add(
            Spec("discretion", "裁量理由", width=9, limit=200, help="从轻、减轻或者按一般情节的理由，一句即可")
        )
        gains = sheet.add(Spec("gains", "没收违法所得（元）", "money", 3))
        goods = sheet.add(Spec("goods", "没收非法财物，货值（元）", "money", 3))
        self._more = {"gains": gains, "goods": goods}
        for box in self._more.values():
            box.hide()
        correction = sheet.add(
            Spec("correction", "责令改正", width=12, limit=200, help="一并责令改正的，写明内容和期限")
        )
        self._beyond = column(gap=0)
        self._reason = ""
        self.setLayout(
            column(
                text("处罚", "heading"),
                kinds,
                form_grid([(fine, 3), (reason, 9)]),
                form_grid([(gains, 3), (goods, 3)]),
                correction,
                self._beyond,
                gap=8,
                margins=(16, 10, 16, 12),
            )
        )

    def follow_fine(self, values: Values) -> None:
        """A fine that is typed is a fine that is chosen."""
        chosen = tuple(values.get("penalties") or ())
        if values.get("fine") and "fine" not in chosen:
            editor = self._sheet.box("penalties").editor
            editor.set_value((*chosen, "fine"))

    def update_for(self, values: Values, judgement: Judgement) -> None:
        """Show amounts that are asked for, and the way out where the simple procedure ends."""
        chosen = values.get("penalties") or ()
        for key, box in self._more.items():
            box.setVisible(key in chosen)
        known = judgement.verdict.simple_reasons if judgement.verdict else ()
        self.setProperty("article", known[0].basis if known else "")
        reasons = judgement.verdict.simple_reasons if judgement.verdict and judgement.beyond_simple else ()
        told = "；".join(each.text for each in reasons)
        if told == self._reason:
            return
        self._reason = told
        clear(self._beyond)
        if told:
            bases = "；".join(dict.fromkeys(each.basis for each in reasons))
            way = button(TRANSFER, "link", small=True, then=self._transfer)
            self._beyond.addWidget(notice(told, f"{bases}。已填写的内容都留着", "red", "blocked", way))
