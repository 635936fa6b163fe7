"""Places whose work this version does not do yet: each says what belongs here and where to look meanwhile."""

from dataclasses import dataclass

from ui.desk import Desk
from ui.pages.place import PlacePage
from ui.widgets.buttons import button
from ui.widgets.surfaces import empty_state


@dataclass(frozen=True, slots=True)
class _Coming:
    icon: str
    name: str
    title: str
    body: str


FILING = _Coming(
    "filing",
    "备案",
    "这一版还没有备案台",
    "须备案的决定、每个备案机关的期限和回执将列在这里。\n当场处罚是否须备案，案件里写明判定和依据。",
)
SUPERVISION = _Coming(
    "supervision",
    "监督",
    "这一版还没有监督",
    "监督检查、预警和红黄牌、责任线索将列在这里。\n到期和逾期的事项，现在看工作台。",
)
LEDGER = _Coming(
    "ledger",
    "台账",
    "这一版还没有台账",
    "自选列和条件的台账、合计和导出将放在这里。\n现在可以在案件里查找和筛选。",
)


class _ComingPage(PlacePage):
    """An honest empty place."""

    def __init__(self, desk: Desk, coming: _Coming) -> None:
        super().__init__(desk, coming.name)
        goes = "workbench" if coming is SUPERVISION else "case"
        label = "看工作台" if goes == "workbench" else "看案件"
        way = button(label, then=lambda: desk.window.show_place(goes))
        self.put(empty_state(coming.icon, coming.title, coming.body, way))


class FilingPage(_ComingPage):
    """备案, still empty."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FILING)


class SupervisionPage(_ComingPage):
    """监督, still empty."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SUPERVISION)


class LedgerPage(_ComingPage):
    """台账, still empty."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LEDGER)
