"""Papers of forms that only tests have: a list of goods, an approval form, a letter with receipt, a landscape list."""

from pathlib import Path
from typing import Any

from forms.blocks import Grid, Paper, Text
from forms.compose import compose
from forms.prepare import Prepared, prepare
from forms.schema import Form, FormSet, load_forms
from procedures.case import Document
from tests.builders import DAY, make_act, make_case, make_party, make_sources

TRIAL_FORMS: FormSet = load_forms(Path(__file__).parent / "forms")
NAMES = ("恩诺沙星注射液", "盐酸多西环素可溶性粉", "亚硒酸钠维生素E注射液", "复方氨基比林液")
ROWS = (0, 1, 18, 27, 28, 60)


def goods(count: int, **changes: Any) -> list[dict[str, Any]]:
    """So many lines of goods, names of one and of two lines among them."""
    row = {"spec": "10ml×10支", "batch": "20230101", "unit": "盒", "place": "本局罚没库", "note": ""}
    return [
        row | {"name": NAMES[number % len(NAMES)], "quantity": str(number + 4)} | changes for number in range(count)
    ]


def fill_trial(form_id: str, kind: str, values: dict[str, Any], **party: Any) -> tuple[Form, Prepared, Paper]:
    """A form of the test folder, filled from an act of this kind with these own values."""
    act = make_act(kind, values=values, document=Document(form_id, "浏农（兽药）试〔2026〕3号", DAY))
    form = TRIAL_FORMS.form(form_id, DAY)
    sources = make_sources(act, make_case(act, cause="涉嫌经营假兽药案", parties=(make_party(**party),)))
    prepared = prepare(form, sources)
    return form, prepared, compose(form, prepared.values)


def paper_texts(paper: Paper) -> list[Text]:
    """Every paragraph of a paper, those in cells included."""
    cells = [cell for block in paper.blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]
    return [
        *(block for block in paper.blocks if isinstance(block, Text)),
        *(text for cell in cells for text in cell.texts),
    ]


def list_paper(count: int, **changes: Any) -> Paper:
    """A list of so many goods."""
    values = {
        "purpose": "查封（扣押）",
        "list_kind": "扣押",
        "decision_number": "浏农（兽药）扣〔2026〕3号",
        "goods": goods(count, **changes),
        "total": f"{count}种{count * 10}盒。" if count else "",
    }
    return fill_trial("list", "property_seized", values)[2]


def approval_values() -> dict[str, Any]:
    """What an approval form asks for."""
    return {
        "case_source": "行刑反向衔接",
        "result": "立案",
        "received_on": DAY,
        "received_by": "陈某",
        "brief_facts": "某区人民检察院对当事人作出不起诉决定，并就行政处罚事项提出检察意见。"
        "移送材料反映：当事人未取得定点屠宰证书，在其租用的场地从事生猪屠宰活动，生猪产品货值金额约8000元。",
        "reasons": "当事人的行为涉嫌违反《生猪屠宰管理条例》第二条第二款的规定，应当给予行政处罚；"
        "案件属于本机关管辖，未超过法定追责期限。",
        "proposal": "建议立案调查，由陈某、李某承办。",
        "opinions": [
            {"role": "执法机构", "opinion": "拟同意立案，报请批准。", "signer": "签名："},
            {"role": "执法机关", "signer": "负责人签名："},
        ],
    }


def approval_paper(**changes: Any) -> Paper:
    """An approval form."""
    return fill_trial("approval", "case_opened", approval_values() | changes)[2]


def letter_paper(sentences: int = 3, **changes: Any) -> Paper:
    """A letter with a receipt to be cut off and sent back."""
    told = "本机关在查处当事人经营假兽药一案中，发现其行为涉嫌构成犯罪，现将案件材料移送你局。" * sentences
    values = {"addressee": "浏阳市公安局", "grounds": told} | changes
    return fill_trial("letter", "crime_transferred", values)[2]


def wide_paper(count: int) -> Paper:
    """A landscape list."""
    rows = [{**row, "maker": "某兽药有限公司", "price": 1250} for row in goods(count)]
    return fill_trial("wide", "property_seized", {"goods": rows})[2]


TRIAL_PAGES = {
    "list 0": 1,
    "list 1": 1,
    "list 18": 2,
    "list 27": 2,
    "list 28": 2,
    "list 60": 3,
    "list of long names": 2,
    "approval": 1,
    "approval empty": 1,
    "letter": 1,
    "letter with appendix": 2,
    "wide 3": 1,
    "wide 40": 3,
}


def trial_papers() -> dict[str, Paper]:
    """Every trial paper by name."""
    lists = {f"list {count}": list_paper(count) for count in ROWS}
    return lists | {
        "list of long names": list_paper(
            9, name="鸡新城疫、传染性支气管炎、禽流感三联灭活疫苗", note="已破封1瓶，另行封存"
        ),
        "approval": approval_paper(),
        "approval empty": fill_trial("approval", "case_opened", {})[2],
        "letter": letter_paper(),
        "letter with appendix": letter_paper(appendix="附页一行。"),
        "wide 3": wide_paper(3),
        "wide 40": wide_paper(40),
    }
