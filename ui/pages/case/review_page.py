"""法制审核: the seven points with what the program sees, the outcome, and from it whether the review is passed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from models.queries.office import officers as registered_officers
from models.queries.reviews import MARKED, POINTS
from procedures.case import Act
from procedures.problems import Problem
from procedures.review import PAPERS, Point
from ui import tasks
from ui.pages.case.act_fields import Read
from ui.pages.case.act_page import ActPage
from ui.pages.case.keeping import kept_draft
from ui.pages.case.known_hearing import REVIEWER, not_offered
from ui.pages.case.opened import OpenedCase
from ui.pages.case.review_points import ReviewPoints
from ui.pages.case.review_seen import papers_seen, seen
from ui.pages.case.words import review_words
from ui.widgets.surfaces import notice

CHECKS, OUTCOME, PASSED, GROUNDS = "checks", "outcome", "passed", "grounds"
AGREE = "agree"
BASIS = "行政处罚法(2021) 第五十八条"


class ReviewPage(ActPage):
    """The page of the act «法制审核». Half of it is a draft that nobody counts; others see how far it has come."""

    def _above(self) -> Sequence[QWidget]:
        self.points = ReviewPoints()
        failed = self._opened.failed_review()
        return (self.points,) if failed is None else (_failed(failed), self.points)

    def _is_done_here(self) -> bool:
        """Reviewing is done by recording it; the sheet only says what was recorded."""
        return True

    def _fill(self) -> None:
        super()._fill()
        self._offer_reviewer()
        self._show_seen()
        planned = self._plan.act.values.get(CHECKS) if self._plan else ()
        self.points.set_typed({row["point"]: row for row in planned or ()})
        kept = kept_draft(self._desk, self._opened.stream, self.draft_page)
        if kept.get(CHECKS):
            self.points.set_typed(kept[CHECKS])
        self.points.set_read_only(CHECKS in self._known.locked)
        self.points.changed.connect(self._look)
        self.points.edited.connect(self._keep)

    def update_case(self, opened: OpenedCase) -> None:
        super().update_case(opened)
        self._show_seen()
        self._look()

    def _offer_reviewer(self) -> None:
        """Whoever works here reviews, unless they handled the case or chaired its hearing."""
        names = {one.officer.id: one.officer.name for one in registered_officers(self._desk.session)}
        name = names.get(self._desk.actor, "")
        barred = not_offered(self._opened.case)[REVIEWER]
        if name and self.form.values()[REVIEWER] is None and not barred & {self._desk.actor, name}:
            self.form.set_values({REVIEWER: name}, {REVIEWER: "正在办理的人"})

    def _show_seen(self) -> None:
        """What the rules show at once, the papers as soon as they are gone through."""
        opened, party = self._opened, self._party
        self.points.show_seen([point for point in seen(opened, party) if point.point != PAPERS])
        tasks.run(
            lambda _progress: papers_seen(opened, party),
            then=self._on_papers,
            failed=lambda error: self._desk.tell(error, self, "文书没有核对完"),
            owner=self,
        )

    def _on_papers(self, point: Point) -> None:
        self.points.show_seen([point])
        self._look()

    def save(self) -> None:
        super().save()
        self.points.flush()

    def _draft(self) -> Mapping[str, Any]:
        typed = self.points.typed()
        if not typed and not super()._draft():
            return {}
        counts = {MARKED: self.points.count(), POINTS: len(self.points.marked())}
        return {**super()._draft(), CHECKS: typed, **counts}

    def _read(self, values: Mapping[str, Any]) -> Read:
        """What the page says, with the points, and with what follows from the outcome."""
        outcome = values.get(OUTCOME)
        fields = {**self._known.base.fields, PASSED: outcome == AGREE}
        self._known = replace(self._known, base=replace(self._known.base, fields=MappingProxyType(fields)))
        read = super()._read(values)
        problems = (*read.problems, *self._wanting(values), *self.points.problems())
        return Read(self._with_points(read.act), ()) if read.act is not None and not problems else Read(None, problems)

    def _wanting(self, values: Mapping[str, Any]) -> Sequence[Problem]:
        """An outcome, and its grounds where it is not plain agreement."""
        if not values.get(OUTCOME):
            return (Problem("没有选审核意见", BASIS, "选一项", OUTCOME),)
        if values.get(GROUNDS):
            return ()
        if values[OUTCOME] != AGREE:
            return (Problem("没有写审核意见的理由", BASIS, "写明需要改正的内容和理由", GROUNDS),)
        left = self.points.left_open()
        told = f"{'、'.join(left)}没有审核为符合，同意的写明为什么"
        return (Problem(told, BASIS, "写明理由，或者改选审核意见", GROUNDS),) if left else ()

    def _with_points(self, act: Act) -> Act:
        return replace(act, values=MappingProxyType({**act.values, CHECKS: self.points.rows()}))

    def record(self) -> None:
        super().record()
        wanting = self.points.problems()
        if wanting and self.form.count().mend == 0:
            box = self.points.box(wanting[0].where)
            box.setFocus()
            self._area.ensureWidgetVisible(box)

    def _looked_at(self) -> Act | None:
        found = super()._looked_at()
        self.points.show_problems(self._tried)
        return found


def _failed(review: Act) -> QWidget:
    """What the review before said, for the officers of the case and for the second round."""
    title = f"{review.on:%m-%d} {review.get('reviewer')}审核：{review_words(review)}。法制审核未通过，不得作出决定"
    grounds = str(review.get(GROUNDS) or "").rstrip("。")
    body = "。".join(part for part in (grounds, f"{BASIS}。改好以后再审，另填一份，前一份保留") if part)
    return notice(title, f"{body}。", "amber", "blocked")
