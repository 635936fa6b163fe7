"""The decision (form 29) as docx and as pdf, and the on-the-spot decision (7) as docx, beside the bare libraries.

The product's time holds everything from the case to the bytes:
filling, checking, composing, rendering. The bare docx is python-docx opening a template of the same pages, putting the
same texts into its paragraphs and cells and saving; the bare pdf is reportlab's own document template setting the same
paragraphs, with the font loaded.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph as DocxParagraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.measuring import interleaved, seconds, tell
from exports.docx import render_docx
from exports.fonts import REGULAR, loaded
from exports.pdf import render_pdf
from forms.blocks import Paper, Run, Seal, Text
from forms.compose import compose
from forms.measures import MM, PAGES, STYLES
from forms.prepare import prepare
from forms.schema import Form, load_forms
from forms.sources import Sources
from procedures.case import Act, Case, Certificate, Conduct, Document, Evidence, Officer, Party
from resources import path

ROUNDS = 25
DAY = date(2026, 7, 15)
AIMS = {"docx": 1.2, "pdf": 1.3}
FACTS = (
    "2026年4月28日，本机关执法人员在监督检查中发现，当事人在其经营场所内陈列、存放待售的兽药，当场不能出示兽药经营许可证。"
    "经清点，现场共有“某牌恩诺沙星注射液”等兽药49种678盒（瓶、袋）。2026年3月，本机关已就同一行为对当事人予以告诫。\n"
    "经查，当事人自2025年11月起购进上述兽药并向周边养殖户零售。根据进货票据、价签核算，货值金额为7649.00元，"
    "违法所得1712.40元。"
)
OFFICE = {
    "office.agency_name": "浏阳市农业农村局",
    "office.review_body": "浏阳市人民政府",
    "office.court": "浏阳市人民法院",
    "office.bank_name": "某银行浏阳某支行",
    "office.bank_address": "浏阳市某路2号",
    "office.bank_account": "4300000000000000001",
}
VALUES = {
    "found_facts": FACTS,
    "opinion": "当事人未取得兽药经营许可证经营兽药的行为，违反了《兽药管理条例》第二十二条第一款、第二款。",
    "discretion": "当事人被告诫后仍未办证，但能够配合调查，货值金额不足1万元，按货值金额的2.1倍处以罚款，过罚相当。",
    "penalty_basis": ["《兽药管理条例》第五十六条第一款"],
    "order": "责令当事人停止经营兽药",
}


def decision() -> tuple[Form, Sources]:
    """A constructed decision of three pages."""
    officers = tuple(
        Officer(key, name, (Certificate(no, date(2024, 1, 1), date(2028, 12, 31)),))
        for key, name, no in (("A", "陈某", "18010001"), ("B", "李某", "18010002"))
    )
    party = Party(
        "p1",
        "sole_trader",
        "浏阳市某饲料经营部",
        True,
        "浏阳市某镇某村农贸市场12号",
        "92430181MA00000000",
        representative="赵某",
    )
    proofs = ("现场检查（勘验）笔录", "现场照片", "询问笔录", "进货票据、销售价签复印件")
    evidence = tuple(
        Evidence(name, "书证", name, 1, 3 + n, f"涉案兽药的种类、数量、价格和购进、销售的时间之{n}")
        for n, name in enumerate(proofs)
    )
    notice = Act(
        "n",
        "notice_served",
        date(2026, 6, 20),
        fields={"hearing_offered": True},
        document=Document("26", "罚告〔2026〕12号"),
    )
    act = Act(
        "d",
        "decision_made",
        DAY,
        officers=("A", "B"),
        fields={"fine": 1606290, "confiscated_gains": 171240},
        values=VALUES,
        document=Document("29", "浏农（兽药）罚〔2026〕12号", DAY),
    )
    case = Case(
        cause="涉嫌未取得兽药经营许可证经营兽药",
        officers=officers,
        parties=(party,),
        conducts=(Conduct("c", "p1", date(2026, 4, 28)),),
        evidence=evidence,
        acts=(notice, act),
    )
    return load_forms(path("forms")).form("29", DAY), Sources(case, party, act, OFFICE, (), act.document, DAY)


def on_the_spot() -> tuple[Form, Sources]:
    """A constructed on-the-spot decision: one page, one table."""
    _, sources = decision()
    party = Party("p1", "citizen", "王某", True, "浏阳市某镇某村三组", identity_no="430181197903129995")
    act = Act(
        "o",
        "on_the_spot_decision",
        DAY,
        at=time(9, 5),
        officers=("A", "B"),
        fields={"fine": 10000, "collected_on_the_spot": True},
        values={"place": "某镇市场", "offence_facts": FACTS, "party_statement": "已当场告知，当事人无异议。"},
        document=Document("7", "浏农（畜牧）当罚〔2026〕1号", DAY),
    )
    conduct = Conduct("c", "p1", DAY, offence="stock-88-b")
    case = Case(officers=sources.case.officers, parties=(party,), conducts=(conduct,), acts=(act,))
    return load_forms(path("forms")).form("7", DAY), Sources(case, party, act, OFFICE, (), act.document, DAY)


def product(form: Form, sources: Sources, render: Callable[[Paper], bytes]) -> bytes:
    """From the case to the bytes."""
    return render(compose(form, prepare(form, sources).values))


def texts_of(paper: Paper) -> list[Text]:
    """The paper's paragraphs; the seal's two lines as paragraphs."""
    texts: list[Text] = []
    for block in paper.blocks:
        if isinstance(block, Text):
            texts.append(block)
        elif isinstance(block, Seal):
            texts += [Text((Run(words),), "sign_off") for words in (block.agency, block.date)]
    return texts


def paragraphs_of(document: DocxDocument) -> Iterator[DocxParagraph]:
    """The paragraphs of a document, then those of its cells."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def bare_docx(template: bytes, words: Sequence[str]) -> bytes:
    """python-docx filling a template whose paragraphs and cells hold {{0}}, {{1}} …"""
    document = docx.Document(BytesIO(template))
    for paragraph in paragraphs_of(document):
        for run in paragraph.runs:
            if run.text.startswith("{{"):
                run.text = words[int(run.text.strip("{}"))]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def template_of(paper: Paper) -> tuple[bytes, list[str]]:
    """The paper's own docx with places where its texts stand, and the texts."""
    document = docx.Document(BytesIO(render_docx(paper)))
    words: list[str] = []
    for paragraph in paragraphs_of(document):
        if paragraph.runs and not paragraph.text.startswith("{{"):  # a cell over several columns comes several times
            words.append(paragraph.text)
            paragraph.text = f"{{{{{len(words) - 1}}}}}"
    target = BytesIO()
    document.save(target)
    return target.getvalue(), words


def bare_pdf(texts: Sequence[Text], styles: dict[str, ParagraphStyle]) -> bytes:
    """reportlab's document template setting the same paragraphs on pages of the same size."""
    page = PAGES["letter"]
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        initialFontName=REGULAR,
        leftMargin=page.left * MM,
        rightMargin=page.right * MM,
        topMargin=page.top * MM,
        bottomMargin=page.bottom * MM,
    )
    document.build([Paragraph(escape(text.plain), styles[text.style]) for text in texts])
    return target.getvalue()


def paragraph_styles(texts: Sequence[Text]) -> dict[str, ParagraphStyle]:
    """Our styles in reportlab's terms; its CJK mode does not justify."""
    made: dict[str, ParagraphStyle] = {}
    for name in {text.style for text in texts}:
        look = STYLES[name]
        made[name] = ParagraphStyle(
            name,
            fontName=loaded("NotoSerifSC-Bold") if look.face == "biaosong" else loaded(REGULAR),
            fontSize=look.size,
            leading=look.pitch,
            firstLineIndent=look.indent * look.size,
            alignment={"center": 1, "right": 2}.get(look.align, 0),
            spaceAfter=look.after,
            wordWrap="CJK",
        )
    return made


def beside(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Medians of both in seconds, once each has been warmed up."""
    ours()
    bare()
    taken = interleaved({"ours": partial(seconds, ours), "bare": partial(seconds, bare)}, ROUNDS)
    return taken["ours"], taken["bare"]


def docx_beside_bare(form: Form, sources: Sources) -> tuple[float, float]:
    """One paper as docx beside python-docx filling the template of it, in seconds."""
    template, words = template_of(compose(form, prepare(form, sources).values))
    return beside(lambda: product(form, sources, render_docx), lambda: bare_docx(template, words))


def main() -> None:
    """Runs all and prints one line each."""
    form, sources = decision()
    texts = texts_of(compose(form, prepare(form, sources).values))
    styles = paragraph_styles(texts)
    results = {
        "decision as docx": (*docx_beside_bare(form, sources), AIMS["docx"]),
        "on-the-spot decision as docx": (*docx_beside_bare(*on_the_spot()), AIMS["docx"]),
        "decision as pdf": (
            *beside(lambda: product(form, sources, render_pdf), lambda: bare_pdf(texts, styles)),
            AIMS["pdf"],
        ),
    }
    for name, (ours, bare, aim) in results.items():
        tell(name, ours, bare, aim)


if __name__ == "__main__":
    main()
