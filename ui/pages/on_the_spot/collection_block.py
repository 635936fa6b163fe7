"""收缴: at the bank, or on the spot with one of three grounds; what the law bars stands here with its ways out."""

from PySide6.QtWidgets import QFrame

from procedures.field_types import description
from procedures.rulebook import Rulebook
from procedures.view import yuan
from ui.pages.intake.editors import RadioEditor
from ui.pages.intake.party import Values
from ui.pages.intake.sheet import Choice, Sheet, Spec
from ui.pages.on_the_spot.draft import BANK, HARD, ON_THE_SPOT, REMOTE, SMALL, Moment
from ui.pages.on_the_spot.judging import small_fine_limit
from ui.widgets.fields import Ways
from ui.widgets.layout import column, row
from ui.widgets.text import set_text, text

PAYMENTS = ((ON_THE_SPOT, "当场收缴"), (BANK, "到银行缴纳"))
YES_NO = (Choice("true", "已提出"), Choice("false", "没有提出"))
BY_AMOUNT = "按数额"


class CollectionBlock(QFrame):
    """The fifth block."""

    def __init__(self, sheet: Sheet, rulebook: Rulebook) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._rulebook = sheet, rulebook
        self.payment = RadioEditor(PAYMENTS)
        self._payment = sheet.add(Spec("payment", "缴款方式", required=True), self.payment)
        self.ground = RadioEditor(tuple(description().choices["collection_ground"].items()))
        self._ground = sheet.add(Spec("ground", "当场收缴的依据", required=True), self.ground)
        self._reason = sheet.add(Spec("ground_reason", "为什么事后难以执行", required=True, limit=200))
        self._request = sheet.add(Spec("party_request", "当事人提出当场缴纳", "boolean", required=True, choices=YES_NO))
        self._note = text("", "small", "soft", wrap=True)
        self.setLayout(
            column(
                row(text("收缴", "heading"), None),
                self._note,
                self._payment,
                self._ground,
                self._reason,
                self._request,
                gap=8,
                margins=(16, 10, 16, 12),
            )
        )

    def preset(self, values: Values, moment: Moment) -> None:
        """Choose the ground that the amount alone gives; above it none is given."""
        small = (values.get("fine") or 0) <= small_fine_limit(self._rulebook, moment.on)
        if values.get("payment") == ON_THE_SPOT:
            self._sheet.fill("ground", SMALL if small else None, BY_AMOUNT)

    def update_for(self, values: Values, moment: Moment) -> None:
        """Ask only for what this way of paying needs."""
        fined = bool(values.get("fine")) and "fine" in (values.get("penalties") or ())
        here = fined and values.get("payment") == ON_THE_SPOT
        self._payment.setVisible(fined)
        self._ground.setVisible(here)
        self._reason.setVisible(here and values.get("ground") == HARD)
        self._request.setVisible(here and values.get("ground") == REMOTE)
        limit = self._rulebook.value("on_the_spot_collection", moment.on)
        told = f"{yuan(int(limit.value))} 元以下可以当场收缴（{limit.basis}）；其余到银行缴纳，另有两种法定情形除外"
        set_text(self._note, told if fined else "没有罚款，不涉及收缴")
        self.setProperty("article", limit.basis)

    def ways(self) -> Ways:
        """The three ways out of a collection that the law bars."""
        return (
            ("改到银行缴纳", lambda: self._sheet.enter("payment", BANK)),
            ("写明事后难以执行", lambda: self._take(HARD, "ground_reason")),
            ("记当事人的请求", lambda: self._take(REMOTE, "party_request")),
        )

    def _take(self, ground: str, then: str) -> None:
        self._sheet.enter("ground", ground)
        self._sheet.go_to(then)
