"""The blocks of a lead beside the party: where it came from, the offence, what is foreseen."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from procedures.catalogue import Offence, offence
from procedures.field_types import description
from procedures.view import PENALTY_WORDS
from ui.pages.intake.asked_facts import asked, fact_specs, facts_in
from ui.pages.intake.asked_grid import AskedGrid
from ui.pages.intake.bands import range_words
from ui.pages.intake.editors import OffenceEditor
from ui.pages.intake.party import Values, party_of
from ui.pages.intake.sheet import Choice, Sheet, Spec
from ui.pages.lead.draft import cause_of
from ui.widgets.fields import form_grid
from ui.widgets.layout import column, row
from ui.widgets.text import text

BY_OFFENCE, TODAY = "按案由", "今天"
FINE = "fine"
MARGINS = (16, 10, 16, 12)
YES_NO = (Choice("true", "是"), Choice("false", "否"))
# Kinds that a fine's page leaves out: a warning and an order need no foresight.
FORESEEN_KINDS = ("stop_business", "close_business", "revoke_licence", "suspend_licence", "downgrade", "trade_ban")


class SourceBlock(QFrame):
    """线索: from where, when, what it says, who looks into it."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setProperty("role", "card")
        sources = tuple(Choice(value, label) for value, label in description().choices["source"].items())
        source = sheet.add(Spec("source", "案件来源", "choice", 4, required=True, choices=sources))
        received = sheet.add(Spec("received_on", "收到日期", "date", 3, required=True))
        provider = sheet.add(Spec("provider", "提供、移送或者交办的人和单位", width=5, limit=200))
        summary = sheet.add(
            Spec("summary", "线索摘要", "long_text", required=True, help="谁、何时、何地、做了什么，材料有哪些")
        )
        officers = sheet.add(Spec("officers", "承办的执法人员", "officers", 12))
        self.setLayout(
            column(
                text("线索", "heading"),
                form_grid([(source, 4), (received, 3), (provider, 5)]),
                summary,
                officers,
                gap=8,
                margins=MARGINS,
            )
        )


class OffenceBlock(QFrame):
    """案由: picked from the catalogue or written, with the days that decide limitation and the law that applies."""

    def __init__(self, sheet: Sheet, day: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sheet, self._kind = sheet, ""
        self.offence = OffenceEditor(self._range_told, day)
        # Return, by which an entry is taken, still moves the keyboard on by one field.
        self.offence.picked.connect(lambda: QTimer.singleShot(0, self, lambda: sheet.go_to("conduct_on")))
        chosen = sheet.add(Spec("offence", "在案由库里选"), self.offence)
        cause = sheet.add(Spec("cause", "案由", width=12, required=True, limit=200, help="案由库里没有的，直接写"))
        on = sheet.add(Spec("conduct_on", "违法行为发生日", "date", 3))
        until = sheet.add(Spec("conduct_until", "终了日（连续、继续的）", "date", 3))
        place = sheet.add(Spec("place", "地点", width=6, limit=200))
        harm = sheet.add(
            Spec(
                "harm_to_life",
                "涉及公民生命健康安全且有危害后果",
                "boolean",
                4,
                choices=YES_NO,
                help="是的，追究时效为五年（行政处罚法第三十六条）",
            )
        )
        is_complex = sheet.add(Spec("complex", "情节复杂", "boolean", 4, choices=YES_NO))
        public = sheet.add(Spec("public_interest", "涉及重大公共利益", "boolean", 4, choices=YES_NO))
        self.setLayout(
            column(
                row(text("案由", "heading"), None, text("按行为日选用当时有效的条文", "caption")),
                chosen,
                cause,
                form_grid([(on, 3), (until, 3), (place, 6)]),
                form_grid([(harm, 4), (is_complex, 4), (public, 4)]),
                gap=8,
                margins=MARGINS,
            )
        )

    def update_for(self, values: Values) -> None:
        """Follow the kind of party and the offence: the range told, the words of the cause."""
        if (values.get("kind") or "") != self._kind:
            self._kind = values.get("kind") or ""
            self.offence.renew()
        if offence(values.get("offence") or "") is not None:
            self._sheet.fill("cause", cause_of(values.get("offence")), BY_OFFENCE)

    def _range_told(self, entry: Offence) -> str:
        return range_words(entry, self._kind)


class ForeseenBlock(QFrame):
    """预计: amounts and kinds as far as they are known, for the panel beside; nothing of it binds."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setProperty("role", "card")
        specs = (*fact_specs(), Spec(FINE, "预计罚款（元）", "money", 4))
        self._facts = AskedGrid([(spec.key, sheet.add(spec), spec.width) for spec in specs])
        kinds = tuple(Choice(kind, PENALTY_WORDS[kind]) for kind in FORESEEN_KINDS)
        others = sheet.add(Spec("kinds", "预计的其他处罚", "choices", choices=kinds))
        self.setLayout(
            column(
                row(text("预计", "heading"), None, text("可以先不填；只用来看右边的判断，立案后随时再算", "caption")),
                self._facts,
                others,
                gap=8,
                margins=MARGINS,
            )
        )

    def update_for(self, values: Values) -> None:
        """Ask for the facts that the chosen offence needs; what was typed stays in sight."""
        wanted = asked(offence(values.get("offence") or ""), party_of(values))
        self._facts.ask({FINE, *wanted, *facts_in(values)})
