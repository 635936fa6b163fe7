"""The decision (form 29) as docx and as pdf beside the bare libraries, in one run.

Prints `name  product ms  bare ms  ratio  aim`. The product's time holds everything from the case to the bytes:
filling, checking, composing, rendering. The bare docx is python-docx opening a template of the same pages, putting the
same texts into it and saving; the bare pdf is reportlab's own document template setting the same paragraphs, with the
font loaded.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

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


def bare_docx(template: bytes, words: Sequence[str]) -> bytes:
    """python-docx filling a template whose paragraphs hold {{0}}, {{1}} …"""
    document = docx.Document(BytesIO(template))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text.startswith("{{"):
                run.text = words[int(run.text.strip("{}"))]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def template_of(paper: Paper) -> bytes:
    """The paper's own docx with its texts replaced by places."""
    document = docx.Document(BytesIO(render_docx(paper)))
    for number, paragraph in enumerate(document.paragraphs):
        paragraph.runs[0].text = f"{{{{{number}}}}}"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


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


def interleaved(ours: Callable[[], Any], bare: Callable[[], Any]) -> tuple[float, float]:
    """Medians in ms of both, run in turn so that a busy machine slows both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for run, spent in zip((ours, bare), times, strict=True):
            start = time.perf_counter()
            run()
            spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


def main() -> None:
    """Runs both and prints one line each."""
    form, sources = decision()
    paper = compose(form, prepare(form, sources).values)
    texts = texts_of(paper)
    words = [text.plain for text in texts]
    template, styles = template_of(paper), paragraph_styles(texts)
    results = {
        "docx": interleaved(lambda: product(form, sources, render_docx), lambda: bare_docx(template, words)),
        "pdf": interleaved(lambda: product(form, sources, render_pdf), lambda: bare_pdf(texts, styles)),
    }
    for name, (ours, bare) in results.items():
        print(f"decision as {name:5} {ours:8.2f} ms {bare:8.2f} ms {ours / bare:6.2f}  aim {AIMS[name]}")


if __name__ == "__main__":
    main()
