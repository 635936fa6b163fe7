"""The list of evidence: what it lists for which act, and where its pictures stand."""

from forms.blocks import Grid, Paper, Row
from tests.builders import make_act
from tests.forms.evidence_samples import BROKEN, EVIDENCE, LANDSCAPE, UPRIGHT, evidence_paper, evidence_values

OPINION = make_act("opinion_submitted")


def pictures_of(paper: Paper) -> list[str]:
    rows: list[Row] = [row for block in paper.blocks if isinstance(block, Grid) for row in block.rows]
    return [cell.picture for row in rows for cell in row.cells if cell.picture]


def grids_of(paper: Paper) -> list[Grid]:
    return [
        block
        for block in paper.blocks
        if isinstance(block, Grid) and any(c.picture for r in block.rows for c in r.cells)
    ]


def test_list_of_an_inspection_holds_what_was_taken_that_day_under_the_numbers_of_the_case() -> None:
    values = evidence_values().values
    assert [row["number"] for row in values["act_evidence"]] == ["1", "2", "3", "4"]
    assert [row["number"] for row in values["act_evidence_pictures"]] == ["1", "3", "4"]


def test_list_of_the_opinion_holds_everything() -> None:
    values = evidence_values(act=OPINION).values
    assert [row["number"] for row in values["act_evidence"]] == ["1", "2", "3", "4", "5"]


def test_case_without_evidence_has_nothing_to_list() -> None:
    problems = evidence_values(evidence=()).problems
    assert [(problem.where, problem.severity) for problem in problems] == [("act_evidence", "blocking")]


def test_each_picture_has_a_table_of_its_own_with_its_digest() -> None:
    paper = evidence_paper()
    assert pictures_of(paper) == [LANDSCAPE, UPRIGHT, BROKEN]
    words = [text.plain for row in grids_of(paper)[0].rows for cell in row.cells for text in cell.texts]
    assert any(LANDSCAPE in each for each in words) and "摊位照片" in words and "2026年10月9日" in words


def test_two_a_page_are_lower_and_hold_together() -> None:
    one, two = grids_of(evidence_paper()), grids_of(evidence_paper({"per_page": "two"}))
    assert len(one) == len(two) == 3 and all(grid.keep for grid in two)
    assert max(row.height for row in two[0].rows) < max(row.height for row in one[0].rows) / 2


def test_case_without_pictures_has_the_list_alone() -> None:
    assert grids_of(evidence_paper(evidence=EVIDENCE[1:2])) == []
