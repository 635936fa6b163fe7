"""Chinese line breaking: no line starts with a closing mark or ends with an opening one.

The pdf is set by it, and the heights that both renderers must agree on are counted by it. reportlab's own
wordWrap="CJK" lets a line begin with ，；：？！》” and end with （《“, because its table of forbidden characters holds
the ASCII forms only, and it never justifies.
"""

from collections.abc import Sequence

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕］｝”’％‰℃…—·～,.;:?!)]}%/")
NOT_LAST = frozenset("（《〈「『【〔［｛“‘([{¥￥$№")
JOINED = frozenset({"——", "……"})
SLACK = 0.01  # pt
LATIN = "\u2000"  # below it stand letters, digits and marks that keep together


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in NOT_FIRST or before in NOT_LAST or before + after in JOINED:
        return False
    return not (" " != before < LATIN and " " != after < LATIN)


def break_lines(text: str, widths: Sequence[float], width: float, first: float) -> list[tuple[int, int]]:
    """Greedy lines as (start, end) in `text`; `first` is the first line's measure.

    A mark that does not fit takes the character before it along; a word longer than a line is cut where it must be.
    """
    lines: list[tuple[int, int]] = []
    start, count, room = 0, len(text), first
    while start < count:
        used, stop = 0.0, start
        limit = room + SLACK
        while stop < count:
            used += widths[stop]
            if used > limit:
                break
            stop += 1
        end = stop if stop == count else _last_break(text, start, stop)
        lines.append((start, end))
        start = end
        while start < count and text[start] == " ":
            start += 1
        room = width
    return lines or [(0, 0)]


def _last_break(text: str, start: int, stop: int) -> int:
    for end in range(stop, start, -1):
        if may_break(text[end - 1], text[end]):
            return end
    return max(stop, start + 1)
