"""The steps of a filing: which act each records, what it asks for, its article, its paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from forms.kinds import Choice
from models.queries.filing_lines import FilingLine
from procedures.field_types import description
from ui.pages.asking import Ask
from ui.pages.filing.words import PARTS

FILED, RECEIVED, REVIEWED = "major_filed", "filing_received", "filing_reviewed"
CALLED, HANDED_OVER = "case_file_called", "case_file_handed_over"
CORRECTED, OBJECTED = "filing_corrected", "objection_submitted"
MATTER_FILED, MATTER_RECEIVED = "matter_filed", "matter_received"
MATTER_REVIEWED, MATTER_CLOSED = "matter_reviewed", "matter_closed"
PAPERS: Mapping[str, str] = {FILED: "X4", CORRECTED: "X21", OBJECTED: "X20"}
CORRECTION_PAPER = "X22"
PROBLEMS, NO_OBJECTION = "problems", "no_objection"
ARTICLES: Mapping[str, str] = {
    FILED: "附件2 第三条、第四条",
    RECEIVED: "附件2 第三条",
    REVIEWED: "附件2 第六条、第七条",
    CALLED: "附件2 第五条",
    HANDED_OVER: "附件2 第五条",
    CORRECTED: "附件2 第六条",
    OBJECTED: "附件2 第七条",
}
MATTER_ARTICLE = "附件4 第十二条第七项"
WAYS = ("直接送交", "邮寄", "机要交换", "电子公文系统")
ON = Ask("on", "日期", "date", 6, required=True)
NOTE = Ask("note", "说明", "long_text", 12)
RECEIVER = Ask("receiver", "接收人", width=12, help="签收的人或者部门")
HANDED_TO = Ask("handed_to", "接收人", width=12, help="当面交给谁；寄送的可以空着")
LETTER_NO = Ask("letter_number", "来函文号", width=6)
LETTER_ON = Ask("letter_on", "来函日期", "date", 6)
FOUND = "problem_summary"
WAY = Ask("way", "方式", "choice", 6, required=True, choices=tuple(Choice(way, way) for way in WAYS))
HANDED_IN = Ask(
    "parts",
    "本次交出的材料",
    "choices",
    4,
    required=True,
    choices=tuple(Choice(key, label) for key, label in PARTS.items()),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its act, what the button says, what is asked, what is said above, and what the scan is called."""

    kind: str
    action: str
    fields: tuple[Ask, ...]
    told: str = ""
    scan: str = ""

    @property
    def article(self) -> str:
        """The article that it rests on."""
        return ARTICLES.get(self.kind, MATTER_ARTICLE)

    @property
    def paper(self) -> str:
        """The form that comes before it, empty for none."""
        return PAPERS.get(self.kind, "")


def _outcome() -> Ask:
    choices = tuple(Choice(value, label) for value, label in description().choices["filing_outcome"].items())
    return Ask("outcome", "审查结果", "choice", 6, required=True, choices=choices)


def step_of(kind: str, line: FilingLine) -> Step:
    """The step that records an act of a kind for a filing."""
    return _STEPS[kind](line)


def _filed(line: FilingLine) -> Step:
    late = line.is_overdue
    why = replace(NOTE, key="note", label="迟报的原因", help="如实写明；报送日期按实际填写") if late else NOTE
    return Step(FILED, "登记报送", (replace(ON, label="报送日期"), WAY, HANDED_TO, HANDED_IN, why))


def _received(_line: FilingLine) -> Step:
    number = Ask("receipt_no", "收件编号", width=12, help="回执上的编号；没有的可以空着")
    fields = (replace(ON, label="收件日期"), replace(RECEIVER, required=True), number, NOTE)
    return Step(RECEIVED, "登记收件", fields, "核对回执上的当事人和数额，与上面一致再登记。", "回执扫描件")


def _reviewed(_line: FilingLine) -> Step:
    found = Ask(FOUND, "审查发现的问题", "long_text", 12, help="照来函录；无异议的空着")
    fields = (replace(ON, label="收到日期"), LETTER_ON, _outcome(), LETTER_NO, found)
    told = "改正和异议没有规定期限；需要时自设提醒。"
    return Step(REVIEWED, "登记审查意见", fields, told, "来函扫描件")


def _called(_line: FilingLine) -> Step:
    asked = replace(NOTE, label="调阅的内容", help="对方要求送交的案卷和材料")
    told = "调阅有关行政处罚的案卷和材料，应予配合。"
    return Step(CALLED, "登记调阅", (replace(ON, label="要求日期"), LETTER_NO, asked), told, "来函扫描件")


def _handed_over(_line: FilingLine) -> Step:
    what = replace(NOTE, label="送交的内容", help="卷数、页数，何时归还")
    return Step(HANDED_OVER, "登记送交案卷", (replace(ON, label="送交日期"), HANDED_TO, what), "", "签收单扫描件")


def _corrected(_line: FilingLine) -> Step:
    told = "补正的文书送达当事人以后，才登记为已改正。"
    return Step(CORRECTED, "登记已改正", (replace(ON, label="报告日期"), WAY, HANDED_TO, NOTE), told, "签收单扫描件")


def _objected(line: FilingLine) -> Step:
    told = f"只报提出意见的{line.recipient_name}；另一处不受影响。"
    return Step(OBJECTED, "登记书面异议", (replace(ON, label="报送日期"), WAY, HANDED_TO, NOTE), told, "签收单扫描件")


def _matter_filed(_line: FilingLine) -> Step:
    fields = (replace(ON, label="报送日期"), WAY, replace(HANDED_TO, key="receiver"))
    return Step(MATTER_FILED, "登记报送", fields, "期限和报送的机关按重大处罚决定的办法（通行做法，待确认）。")


def _matter_received(_line: FilingLine) -> Step:
    number = Ask("receipt_no", "收件编号", width=12, help="回执上的编号；没有的可以空着")
    return Step(MATTER_RECEIVED, "登记收件", (replace(ON, label="收件日期"), RECEIVER, number), "", "回执扫描件")


def _matter_reviewed(_line: FilingLine) -> Step:
    found = Ask("found", "发现的问题", "long_text", 12, help="有问题的照录；无异议的空着")
    fields = (replace(ON, label="来函日期"), _outcome(), found)
    return Step(MATTER_REVIEWED, "登记审查意见", fields, "", "来函扫描件")


def _matter_closed(_line: FilingLine) -> Step:
    reason = Ask("reason", "理由", "long_text", 12, required=True, help="问题怎样改正，或者为什么不再等结论")
    return Step(MATTER_CLOSED, "登记办结", (replace(ON, label="办结日期"), reason))


_STEPS = {
    FILED: _filed,
    RECEIVED: _received,
    REVIEWED: _reviewed,
    CALLED: _called,
    HANDED_OVER: _handed_over,
    CORRECTED: _corrected,
    OBJECTED: _objected,
    MATTER_FILED: _matter_filed,
    MATTER_RECEIVED: _matter_received,
    MATTER_REVIEWED: _matter_reviewed,
    MATTER_CLOSED: _matter_closed,
}
# What usually comes next, by how the filing stands.
USUAL: Mapping[str, str] = {
    "due": FILED,
    "incomplete": FILED,
    "filed": RECEIVED,
    "received": REVIEWED,
    "file_called": HANDED_OVER,
    "file_handed_over": REVIEWED,
    "objection": REVIEWED,
}
USUAL_OF_MATTERS: Mapping[str, str] = {
    "due": MATTER_FILED,
    "filed": MATTER_RECEIVED,
    "received": MATTER_REVIEWED,
    "problems": MATTER_CLOSED,
}


def usual_next(line: FilingLine) -> str:
    """The kind of act that usually comes next; empty where nothing is expected, or where there is a choice."""
    known = USUAL_OF_MATTERS if line.source == "matter" else USUAL
    usual = known.get(line.state, "")
    return usual if usual in line.next_acts else ""


def other_next(line: FilingLine) -> Sequence[str]:
    """What may also be recorded."""
    usual = usual_next(line)
    return tuple(kind for kind in line.next_acts if kind != usual and kind in _STEPS)
