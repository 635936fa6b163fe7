"""The place 人员: officers and certificates, posts (岗位分工)."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.queries.office import officers, posts
from ui.desk import Desk
from ui.pages.officers.certificates import standing_of, telling
from ui.pages.officers.posts import PostsView
from ui.pages.officers.register import RegisterView
from ui.pages.place import PlacePage
from ui.widgets.buttons import Segments
from ui.widgets.layout import column, frame, row


class OfficersPage(PlacePage):
    """Two lists with the details of the chosen row beside them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "人员")
        self.parts = Segments(("执法人员", "岗位分工"))
        self.register, self.posts = RegisterView(desk), PostsView(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.register)
        self._stack.addWidget(self.posts)
        self.parts.chosen.connect(self._on_part)
        whole = column(frame(row(self.parts, margins=(20, 4, 20, 4)), "header"), gap=0)
        whole.addWidget(self._stack, 1)
        self.put(whole)

    def refresh(self) -> None:
        today = self.desk.today()
        known = officers(self.desk.session)
        active = [one for one in known if one.active]
        valid = sum(one.officer.certificate_on(today) is not None for one in active)
        held = [telling(one.officer, today) for one in active]
        ending = sum(each is not None and standing_of(each, today).tone in ("amber", "red") for each in held)
        self.parts.set_label(0, f"执法人员 {len(active)}")
        self.parts.set_label(1, f"岗位分工 {sum(post.valid_until is None for post in posts(self.desk.session))}")
        told = f"在岗 {len(active)} 人，今天持有效证件 {valid} 人"
        told += f"，{ending} 人的证件将到期或已过期" if ending else ""
        self.tell(told if known else "")
        self._shown().refresh()

    def _shown(self) -> RegisterView | PostsView:
        return self.register if self.parts.current() == 0 else self.posts

    def _on_part(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._shown().refresh()

    def save(self) -> None:
        self.register.panel.flush()
        self.posts.panel.flush()

    def main_part(self) -> QWidget:
        return self._shown().table

    def panels(self) -> tuple[QWidget, ...]:
        return (self._shown().table, self._shown().panel)
