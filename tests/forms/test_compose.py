"""What a filled form looks like as a block tree: strokes, struck options, repeated rows, kept paragraphs."""

from forms.blocks import Cell, Grid, Paper, Seal, Text
from procedures.case import Document
from tests.builders import make_act, make_case, make_sources
from tests.forms.samples import (
    SIMPLE_VALUES,
    empty_sources,
    general_sources,
    make_unit,
    paper_of,
    simple_sources,
)


def cells(paper: Paper) -> list[Cell]:
    return [cell for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]


def words(cell: Cell) -> str:
    return "\n".join(text.plain for text in cell.texts)


def struck(paper: Paper) -> list[str]:
    """What is struck, options apart."""
    texts = [text for cell in cells(paper) for text in cell.texts]
    return [run.text for text in texts for run in text.runs if run.strike]


def strokes(paper: Paper) -> int:
    return sum(cell.stroke for cell in cells(paper))


def test_half_for_organisations_is_struck_for_a_citizen() -> None:
    paper = paper_of("7", simple_sources())
    assert strokes(paper) == 4
    assert "王某" in [words(cell) for cell in cells(paper)]


def test_half_for_citizens_is_struck_for_a_company() -> None:
    paper = paper_of("7", simple_sources(party=make_unit()))
    assert strokes(paper) == 4
    assert "91430181MA0000001X" in [words(cell) for cell in cells(paper)]


def test_nothing_is_struck_before_anything_is_known() -> None:
    paper = paper_of("7", empty_sources("on_the_spot_decision"))
    assert strokes(paper) == 0
    assert struck(paper) == []


def test_options_that_were_not_chosen_are_struck_and_stay() -> None:
    assert struck(paper_of("7", simple_sources())) == ["警告", "自收到本决定书之日起十五日内到指定银行缴纳"]
    assert struck(paper_of("7", simple_sources(collected_on_the_spot=False))) == ["警告", "当场收缴"]
    assert struck(paper_of("7", simple_sources(fine=0, warning=True))) == ["罚款"]
    assert struck(paper_of("7", simple_sources(warning=True))) == ["自收到本决定书之日起十五日内到指定银行缴纳"]


def test_proof_of_service_strikes_the_rows_it_does_not_need() -> None:
    paper = paper_of("33", general_sources("decision_served"))
    assert "1份" in [words(cell) for cell in cells(paper)]
    assert strokes(paper) == 3 + 2 + 1  # the second paper, the witness, the note
    assert struck(paper) == ["留置", "委托", "邮寄", "转交", "电子", "公告"]


def test_witness_stays_open_while_a_paper_may_still_be_left() -> None:
    left = make_act("decision_served", method="left", values={"place": "门口"})
    assert strokes(paper_of("33", make_sources(left))) == 3 * 2
    assert strokes(paper_of("33", empty_sources("decision_served"))) == 3 * 2


def test_several_papers_are_served_with_one_proof() -> None:
    rows = [{"title": f"文书{number}", "number": f"{number}号", "copies": 1} for number in range(1, 4)]
    act = make_act("paper_served", paper="10", method="direct", values={"place": "市场", "papers": rows})
    found = [words(cell) for cell in cells(paper_of("33", make_sources(act)))]
    assert [word for word in found if word.startswith("文书")] == ["文书1", "文书2", "文书3"]


def test_line_break_typed_by_an_officer_starts_a_paragraph() -> None:
    paper = paper_of("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": "第一段。\n第二段。"}))
    cell = next(cell for cell in cells(paper) if words(cell).startswith("第一段"))
    assert len(cell.texts) == 2


def test_braces_and_marks_typed_by_an_officer_stay_as_they_are() -> None:
    typed = "{party_name} <b>&amp; %s {0} ~~划~~"
    paper = paper_of("7", simple_sources(values=SIMPLE_VALUES | {"offence_facts": typed}))
    assert typed in [words(cell) for cell in cells(paper)]


def test_decision_ends_with_its_seal_and_keeps_its_sums_whole() -> None:
    paper = paper_of("29", general_sources("decision_made"))
    assert paper.blocks[-1] == Seal("浏阳市农业农村局", "2026年7月15日")
    whole = [block.plain for block in paper.blocks if isinstance(block, Text) and block.whole]
    assert whole == [
        "1.没收违法所得壹仟柒佰壹拾贰元肆角（¥1712.40元）；",
        "2.处罚款壹万陆仟零陆拾贰元玖角（¥16062.90元）。",
        "以上没收违法所得和罚款合计人民币壹万柒仟柒佰柒拾伍元叁角（¥17775.30元）。",
    ]
    assert "证据一：现场检查（勘验）笔录1份3页，证明涉案兽药的种类和数量。" in [
        block.plain for block in paper.blocks if isinstance(block, Text)
    ]


def test_decision_without_money_asks_for_none() -> None:
    act = make_act("decision_made", kinds=["revoke_licence"], document=Document("29", "1号"))
    told = "".join(
        block.plain for block in paper_of("29", make_sources(act, make_case(act))).blocks if isinstance(block, Text)
    )
    assert "如下行政处罚决定：吊销许可证件。" in told
    assert "缴纳" not in told
    assert "合计" not in told


def test_record_has_signatures_on_every_page_and_a_head_for_later_ones() -> None:
    paper = paper_of("11", general_sources("interview_held"))
    assert [text.plain for text in paper.continued] == ["询问笔录（续页）"]
    assert [words(cell) for cell in paper.foot[0].rows[0].cells if cell.texts] == ["被询问人签名：", "日　　　期："]
