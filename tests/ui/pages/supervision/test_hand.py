"""登记线索: a finding entered by hand."""

from pathlib import Path

from models.queries.cases import list_cases
from models.queries.findings import finding_lines
from tests.ui.pages.supervision.offices import TODAY, describing, overseers, shown, view_of
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.hand_view import HandView


def by_hand(page: SupervisionPage) -> HandView:
    """The empty form."""
    page.register_by_hand()
    view = view_of(page)
    assert isinstance(view, HandView)
    return view


def test_the_item_chosen_in_the_tree_is_taken_over(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose((9, 8))
        assert by_hand(page).items.value() == ((9, 8),)


def test_an_article_or_a_way_of_article_5_is_no_item(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        page.articles.choose((9, 0))
        assert by_hand(page).items.value() == ()
        page.articles.choose((5, 1))
        assert by_hand(page).items.value() == ()


def test_without_an_item_nothing_is_registered_and_the_field_says_why(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = by_hand(page)
        view.form.set_values({"facts": "下达罚没指标"})
        view.submit()
        problem = view.form.boxes["items"].problem()
        assert problem is not None and problem.basis == "附件4 第八条至第十二条"
        assert not finding_lines(desk.session, "S", TODAY, view="all").lines


def test_case_acts_and_the_persons_recorded_for_them(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = by_hand(page)
        (line,) = list_cases(desk.session).lines
        view.case_editor._on_words("农药")
        view.case_editor._on_return()
        assert view.case_editor.value() == line.case_id
        view.acts._boxes["asked"].click()
        assert [person.name for person in view.persons.value()] == ["陈某", "李某"]
        view.items.set_value(((9, 8),))
        view.form.set_values({"facts": "询问时下达罚没指标"})
        view.submit()
        file = describing(page).file
        assert file.items == ((9, 8),) and file.case_id == line.case_id and file.acts == ("asked",)
        assert file.facts == "询问时下达罚没指标" and file.cause is None


def test_half_a_finding_is_there_again_after_looking_elsewhere(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = by_hand(page)
        view.form.set_values({"facts": "写到一半"})
        view.persons._typed.setText("甲某")
        view.persons._add_typed()
        page.save()
        page.register.table.selectRow(0)
        page.panel.show_line(page.register.current())
        view = by_hand(page)
        assert view.form.values()["facts"] == "写到一半"
        assert [person.name for person in view.persons.value()] == ["甲某"]


def test_looking_again_does_not_take_the_form_away(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = by_hand(page)
        page.refresh()
        assert view_of(page) is view


def test_a_case_that_was_only_typed_is_objected_to(tmp_path: Path) -> None:
    with overseers(tmp_path) as desk, shown(desk) as page:
        view = by_hand(page)
        view.items.set_value(((9, 8),))
        view.form.set_values({"facts": "事实"})
        view.case_editor.line.setText("没有这样的案件")
        view.case_editor._on_words("没有这样的案件")
        view.submit()
        problem = view.form.boxes["case_id"].problem()
        assert problem is not None and problem.text == "还没有选定案件"
        assert not finding_lines(desk.session, "S", TODAY, view="all").lines
