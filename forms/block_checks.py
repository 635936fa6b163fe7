"""The vocabulary of blocks, checked when a form is loaded: keys, templates, conditions, widths, holes in tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.custom import CUSTOM
from forms.fill import NUMBER, ORDINAL, PLACE
from forms.kinds import FORMATS
from forms.measures import STYLES
from forms.predicates import needs_of
from forms.schema import FormField
from procedures.problems import DataError

ALIGNS = ("left", "center", "right", "justify")
VALIGNS = ("top", "center", "bottom")
# kind of block: (required keys, optional keys); every block may also have `when`
BLOCK_KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "title": (frozenset(), frozenset({"agency", "text"})),
    "number": (frozenset(), frozenset({"text"})),
    "paragraph": (frozenset({"text"}), frozenset({"each", "style", "align", "keep_next", "whole"})),
    "lines": (frozenset({"rows"}), frozenset({"height"})),
    "grid": (frozenset({"columns", "rows"}), frozenset({"each", "gap", "keep"})),
    "signatures": (frozenset({"rows"}), frozenset({"height", "label_width"})),
    "table": (frozenset({"each", "columns"}), frozenset({"height", "end", "total"})),
    "seal": (frozenset({"agency", "date"}), frozenset()),
    "receipt": (frozenset({"rows"}), frozenset({"title", "text", "height", "label_width"})),
    "space": (frozenset({"height"}), frozenset()),
    "page_break": (frozenset(), frozenset()),
    "blank_tail": (frozenset({"text"}), frozenset()),
    "custom": (frozenset({"function"}), frozenset()),
}
ROW_KEYS = frozenset({"cells", "height", "when", "each", "at_least", "keep_next"})
SIGNATURE_KEYS = frozenset({"labels", "texts", "each", "at_least"})
LINE_KEYS = frozenset({"slots", "each", "at_least"})
CELL_KEYS = frozenset(
    {"label", "text", "long", "picture", "span", "down", "align", "valign", "stroke", "style", "when"}
)
OPINION_KEYS = frozenset({"opinion", "text", "sign", "height", "label_span", "when", "each", "at_least", "keep_next"})
COLUMN_KEYS = frozenset({"key", "label", "width", "align", "format"})
COLUMN_ALIGNS = ("left", "center", "right")
CONTENTS = ("label", "text", "long", "picture")
PART_KEYS = frozenset({"text", "when", "each"})
SLOT_KEYS = frozenset({"label", "text", "width", "label_width"})
DEFAULT_NUMBER = "{document_number}"


def check_blocks(
    blocks: Sequence[Any], fields: Mapping[str, FormField], file: str, part: str, type_width: float
) -> None:
    """Checks every block of one part of a form whose type area is `type_width` mm wide.

    DataError naming file, block, row and cell.
    """
    for index, block in enumerate(blocks):
        _Checker(fields, file, f"{part}[{index}]", type_width).block(block)


@dataclass(frozen=True, slots=True)
class _Checker:
    """Checks what stands at one place of a form file."""

    fields: Mapping[str, FormField]
    file: str
    where: str
    type_width: float
    columns: frozenset[str] = frozenset()  # of the list that is repeated here

    def block(self, block: Any) -> None:
        kind = block.get("kind", "") if isinstance(block, Mapping) else ""
        if kind not in BLOCK_KEYS:
            self.fail("kind", f"没有“{kind}”这种块，可用 {'、'.join(BLOCK_KEYS)}")
        required, optional = BLOCK_KEYS[kind]
        self.only(block, required | optional | {"kind", "when"}, required)
        self.looks(block)
        special: Mapping[str, Callable[[Any], None]] = {
            "grid": self.grid,
            "table": self.table,
            "lines": self.lines,
            "signatures": self.signatures,
            "receipt": self.receipt,
            "custom": self.custom,
            "number": self.number,
        }
        check: Callable[[Any], None] = special.get(kind, self.texts)
        check(block)

    def fail(self, key: str, expected: str) -> None:
        raise DataError(self.file, f"{self.where}.{key}", expected)

    def at(self, place: str) -> "_Checker":
        return replace(self, where=f"{self.where}.{place}")

    def only(self, data: Any, allowed: frozenset[str], required: frozenset[str] = frozenset()) -> None:
        if not isinstance(data, Mapping):
            raise DataError(self.file, self.where, "应为一组键与值")
        for key in sorted(set(data) - allowed):
            self.fail(key, "不认识的键")
        for key in sorted(required - set(data)):
            self.fail(key, "缺少这一项")

    def looks(self, data: Mapping[str, Any]) -> None:
        if data.get("style", "body") not in STYLES:
            self.fail("style", f"没有“{data['style']}”这种样式")
        if data.get("align", "left") not in ALIGNS or data.get("valign", "top") not in VALIGNS:
            self.fail("align", f"应为 {'、'.join((*ALIGNS, *VALIGNS))} 之一")
        self.condition(data.get("when", ""))

    def condition(self, condition: str) -> None:
        needed = needs_of(condition) if condition else ()
        if needed is None:
            self.fail("when", f"没有登记“{condition}”这一条件")
        for key in needed or ():
            if key not in self.fields:
                self.fail("when", f"条件“{condition}”要用的“{key}”不在 fields 里")

    def template(self, key: str, text: Any) -> None:
        if not isinstance(text, str):
            self.fail(key, "应为文字")
        for name in PLACE.findall(text):
            if name in self.columns:
                continue
            field = self.fields.get(name)
            if field is None:
                self.fail(key, f"{{{name}}} 不在 fields 里")
            elif not FORMATS[field.kind]:
                self.fail(key, f'{{{name}}} 是多行的项，应写 each = "{name}"')
        if set(PLACE.sub("", text)) & set("{}"):
            self.fail(key, "只能用 {键} 代入，不能有运算、属性或者嵌套")

    def repeated(self, data: Mapping[str, Any]) -> "_Checker":
        """The checker for what stands inside an `each`."""
        if "each" not in data:
            if "at_least" in data:
                self.fail("at_least", "只在 each 之下有意义")
            return self
        field = self.fields.get(data["each"])
        if field is None or not field.columns:
            raise DataError(self.file, f"{self.where}.each", f"“{data['each']}”不是 fields 里多行的项")
        columns = frozenset({NUMBER, ORDINAL, *(column.key for column in field.columns)})
        return replace(self, columns=columns)

    def texts(self, block: Mapping[str, Any]) -> None:
        inner = self.repeated(block)
        for key in ("text", "agency", "date"):
            if key in block:
                inner.template(key, block[key])

    def number(self, block: Mapping[str, Any]) -> None:
        self.template("text", block.get("text", DEFAULT_NUMBER))

    def custom(self, block: Mapping[str, Any]) -> None:
        known = CUSTOM.get(block["function"])
        if known is None:
            self.fail("function", f"没有登记“{block['function']}”这一函数")
        for key in known.needs if known else ():
            if key not in self.fields:
                self.fail("function", f"“{block['function']}”要用的“{key}”不在 fields 里")

    def signatures(self, block: Mapping[str, Any]) -> None:
        """A row is its labels alone, or a table that also says what already stands in their blanks."""
        for index, row in enumerate(block["rows"]):
            place = self.at(f"rows[{index}]")
            data: Mapping[str, Any] = row if isinstance(row, Mapping) else {"labels": row}
            place.only(data, SIGNATURE_KEYS, frozenset({"labels"}))
            labels, texts = data["labels"], data.get("texts") or ()
            if texts and len(texts) != len(labels):
                place.fail("texts", "每个标签要有一项，没有的写空文字")
            inner = place.repeated(data)
            for text in (*labels, *texts):
                inner.template("label", text)

    def receipt(self, block: Mapping[str, Any]) -> None:
        for key in ("title", "text"):
            self.template(key, block.get(key, ""))
        self.signatures(block)

    def table(self, block: Mapping[str, Any]) -> None:
        """`{…}` of the total is filled from the fields, a column from the items of the list."""
        inner = self.repeated(block)
        for key in ("end", "total"):
            self.template(key, block.get(key, ""))
        for index, column in enumerate(block["columns"]):
            place = inner.at(f"columns[{index}]")
            place.only(column, COLUMN_KEYS, frozenset({"key", "label", "width"}))
            if column.get("align", "left") not in COLUMN_ALIGNS:
                place.fail("align", f"应为 {'、'.join(COLUMN_ALIGNS)} 之一")
            place.column(column, self.fields[block["each"]])
        self.widths([column["width"] for column in block["columns"]])

    def column(self, column: Mapping[str, Any], field: FormField) -> None:
        if column["key"] not in self.columns:
            self.fail("key", f"“{field.key}”没有“{column['key']}”这一栏")
        kinds = {one.key: one.kind for one in field.columns}
        formats = FORMATS[kinds.get(column["key"], "text")]
        if column.get("format", next(iter(formats), "")) not in formats:
            self.fail("format", f"没有“{column['format']}”这种写法，可用 {'、'.join(formats) or '（无）'}")

    def lines(self, block: Mapping[str, Any]) -> None:
        for index, row in enumerate(block["rows"]):
            place = self.at(f"rows[{index}]")
            place.only(row, LINE_KEYS, frozenset({"slots"}))
            inner = place.repeated(row)
            for slot in row["slots"]:
                inner.only(slot, SLOT_KEYS, frozenset({"label", "width", "label_width"}))
                inner.template("label", slot["label"])
                inner.template("text", slot.get("text", ""))
            inner.widths([slot["width"] for slot in row["slots"]])

    def widths(self, widths: Sequence[float]) -> None:
        if abs(sum(widths) - self.type_width) > 0.01:
            self.fail("width", f"各列合计 {sum(widths):g} 毫米，应为 {self.type_width:g} 毫米")

    def grid(self, block: Mapping[str, Any]) -> None:
        self.widths(block["columns"])
        item = self.repeated(block)
        pending = [0] * len(block["columns"])  # rows still covered from above, per column
        for index, row in enumerate(block["rows"]):
            place = item.at(f"rows[{index}]")
            if isinstance(row, Mapping) and "opinion" in row:
                place.opinion(row, pending)
                continue
            place.only(row, ROW_KEYS, frozenset({"cells"}))
            place.condition(row.get("when", ""))
            inner = place.repeated(row)
            for number, cell in enumerate(row["cells"]):
                inner.at(f"cells[{number}]").cell(cell)
                if "picture" in cell and "height" not in row:
                    place.fail("height", "有图片的行要写高度，图片按它缩放")
            pending = place.covered(row["cells"], pending)
        if any(pending):
            self.fail("rows", "合并的单元格伸出了最后一行")

    def opinion(self, row: Mapping[str, Any], pending: Sequence[int]) -> None:
        """Label and opinion with the line for the signature fill both rows of their own."""
        self.only(row, OPINION_KEYS, frozenset({"opinion", "text", "sign"}))
        self.condition(row.get("when", ""))
        inner = self.repeated(row)
        for key in ("opinion", "sign"):
            inner.template(key, row[key])
        inner.content("text", row["text"])
        if not 1 <= row.get("label_span", 1) < len(pending):
            self.fail("label_span", f"应为 1 至 {len(pending) - 1}，给意见留出位置")
        if any(pending):
            self.fail("opinion", "上方合并的单元格伸进了意见栏")

    def covered(self, cells: Sequence[Mapping[str, Any]], pending: list[int]) -> list[int]:
        """Every row must fill all columns, cells from above counted in; what is still covered in the next row."""
        begun = 0
        for cell in cells:
            while begun < len(pending) and pending[begun]:
                begun += 1
            for column in range(begun, begun + cell.get("span", 1)):
                if column >= len(pending) or pending[column]:
                    self.fail("cells", "单元格多于列数")
                pending[column] = cell.get("down", 1)
            begun += cell.get("span", 1)
        if 0 in pending:
            self.fail("cells", f"第{pending.index(0) + 1}列没有单元格")
        return [left - 1 for left in pending]

    def cell(self, cell: Any) -> None:
        self.only(cell, CELL_KEYS)
        self.looks(cell)
        if isinstance(cell.get("stroke", False), str):
            self.condition(cell["stroke"])
        kinds = [kind for kind in CONTENTS if kind in cell]
        if len(kinds) != 1:
            self.fail("text", f"单元格要有 {'、'.join(CONTENTS)} 之一")
        if kinds[0] == "picture" and (not PLACE.fullmatch(str(cell["picture"])) or cell.get("down", 1) != 1):
            self.fail("picture", "应为一个 {键}，所在的单元格不跨行")
        self.content(kinds[0], cell[kinds[0]])

    def content(self, key: str, content: Any) -> None:
        """One template, or several parts, each with its own condition or repeated for the items of a list."""
        if isinstance(content, str):
            self.template(key, content)
            return
        for index, part in enumerate(content):
            place = self.at(f"{key}[{index}]")
            place.only(part, PART_KEYS, frozenset({"text"}))
            place.condition(part.get("when", ""))
            place.repeated(part).template("text", part["text"])
