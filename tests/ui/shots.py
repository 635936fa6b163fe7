"""Pictures of the components page and the shell: `python -m tests.ui.shots OUT [WIDTHxHEIGHT]`."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.pages.page import Page
from ui.widgets.buttons import button
from ui.widgets.layout import column
from ui.widgets.surfaces import empty_state, page_header
from ui.window import MainWindow, Place

PLACES = (
    ("workbench", "工作台"),
    ("case", "案件"),
    ("filing", "备案"),
    ("supervision", "监督"),
    ("ledger", "台账"),
    ("offence", "案由库"),
    ("officer", "人员"),
    ("settings", "设置"),
)


def _empty(icon: str, name: str) -> QWidget:
    stack = column(page_header(name, "陈某·执法大队", button("新案", "primary", "new")), gap=0)
    stack.addWidget(empty_state(icon, f"{name}还是空的", "登记第一件案件以后，这里列出要办的事。"), 1)
    page = Page(stack)
    page.setWindowTitle(name)
    return page


def _case(case_id: str) -> QWidget:
    from ui.pages.components import ComponentsPage

    made = ComponentsPage()
    made.setWindowTitle(f"王某 {case_id}")
    return made


def build_window() -> MainWindow:
    """A window with empty places and the components page as its case."""
    places = [Place(icon, icon, name, partial(_empty, icon, name)) for icon, name in PLACES]
    window = MainWindow(places, _case)
    window.set_person("陈某", "执法人员")
    window.set_count("workbench", 5)
    window.status.set_saved("14:03")
    window.status.set_part("network", "离线工作，本机完整", "offline")
    window.status.set_part("backup", "备份 今天 08:12（U 盘）", "backup")
    window.status.set_part("rules", "规则包 浏阳 2026.1·节假日表 2026", "rules")
    window.status.set_part("today", "2026年10月9日 星期五")
    window.show_place("workbench")
    return window


def _grab(app: QApplication, widget: QWidget, target: Path) -> None:
    for _ in range(6):
        app.processEvents()
    widget.grab().save(str(target))
    sys.stdout.write(f"{target.name} {widget.size().toTuple()} least {widget.minimumSizeHint().toTuple()}\n")


def main(out: Path, width: int, height: int) -> None:
    """Grab every picture into a folder."""
    from ui.pages.components import ComponentsPage

    app = QApplication.instance() or QApplication(["shots"])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    theme.apply(app)
    window, page = build_window(), ComponentsPage()
    window.resize(width, height)
    window.show()
    for scheme in (theme.LIGHT, theme.DARK):
        for name, scale in theme.TEXT_SCALES.items():
            theme.apply(app, scheme, scale)
            window.show_place("workbench")
            mark = f"{scheme.name}-{list(theme.TEXT_SCALES).index(name)}"
            _grab(app, window, out / f"shell-{mark}.png")
            window.open_case("耳标")
            _grab(app, window, out / f"case-{mark}.png")
            page.resize(1200, 2300)
            page.show()
            _grab(app, page, out / f"components-{mark}.png")
            page.hide()


if __name__ == "__main__":
    size = (sys.argv[2] if len(sys.argv) > 2 else "1366x768").split("x")
    main(Path(sys.argv[1]), int(size[0]), int(size[1]))
