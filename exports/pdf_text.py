"""A paragraph for the pdf: Chinese text broken, justified and struck, line by line."""

from dataclasses import dataclass
from typing import Any

from exports.fonts import face, same_font
from forms.blocks import Text
from forms.lines import break_lines
from forms.measures import STYLES

BOX = 0.86  # the part of the em above the baseline, as in 仿宋_GB2312
STRIKE_AT = 0.32  # em above the baseline
STRIKE_THICK = 0.045  # em
MOST_GAP = 0.25  # em; wider gaps look torn, such a line stays ragged

Canvas = Any  # reportlab's drawing surface; its stubs leave the text object untyped


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its part of the text, where it starts, and what is added after each character. All in points."""

    start: int
    end: int
    left: float
    width: float
    gap: float


class Para:
    """One Text broken for a width; `lines` are drawn one by one, so that a page of 22 lines is filled (撑满版心)."""

    def __init__(self, text: Text, width: float) -> None:
        self.text = text
        self.look = STYLES[text.style]
        self.face = face(self.look.face)
        self.plain = text.plain
        size, tracking = self.look.size, self.look.tracking
        self._widths = [self.face[char][2] * size + tracking for char in self.plain]
        self.lines = self._set(width, text.align or self.look.align)

    @property
    def height(self) -> float:
        """Height of all lines with the space before and after, in points."""
        return self.look.before + len(self.lines) * self.look.pitch + self.look.after

    def draw(self, canvas: Canvas, index: int, x: float, top: float) -> None:
        """Draws one line; `x` and `top` are the left upper corner of its box."""
        line, size = self.lines[index], self.look.size
        if line.start == line.end:
            return
        baseline = top - (self.look.pitch - size) / 2 - BOX * size
        writer = canvas.beginText(x + line.left, baseline)
        gap = line.gap + self.look.tracking
        for font, scale, piece in same_font(self.plain[line.start : line.end], self.face):
            writer.setFont(font, size)
            writer.setHorizScale(scale * 100)
            writer.setCharSpace(gap / scale)  # Tz scales the character space too
            writer.textOut(piece)
        writer.setCharSpace(0)  # Tc and Tz outlive the text object
        writer.setHorizScale(100)
        canvas.drawText(writer)
        self._strike(canvas, line, x + line.left, baseline)

    def _set(self, width: float, align: str) -> list[Line]:
        size = self.look.size
        left, indent = self.look.left * size, self.look.indent * size
        room = width - left
        broken = break_lines(self.plain, self._widths, room, room - indent)
        lines: list[Line] = []
        for number, (start, end) in enumerate(broken):
            natural = sum(self._widths[start:end])
            lead = left + (indent if number == 0 else 0.0)
            slack = width - lead - natural
            gap = 0.0
            if align == "justify" and number < len(broken) - 1 and end - start > 1:
                gap = slack / (end - start - 1)
                gap = gap if gap <= MOST_GAP * size else 0.0
            free = width - natural + self.look.tracking
            lead = {"center": free / 2, "right": free}.get(align, lead)
            lines.append(Line(start, end, lead, natural, gap))
        return lines

    def _strike(self, canvas: Canvas, line: Line, left: float, baseline: float) -> None:
        if not any(run.strike for run in self.text.runs):
            return
        at, height = 0, baseline + STRIKE_AT * self.look.size
        canvas.setLineWidth(STRIKE_THICK * self.look.size)
        for run in self.text.runs:
            start, end = max(at, line.start), min(at + len(run.text), line.end)
            at += len(run.text)
            if run.strike and start < end:
                before = sum(self._widths[line.start : start]) + line.gap * (start - line.start)
                struck = sum(self._widths[start:end]) + line.gap * (end - start - 1)
                canvas.line(left + before, height, left + before + struck, height)
