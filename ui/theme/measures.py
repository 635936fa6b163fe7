"""Sizes of text and of what is operated, in pixels at 100 %; the setting 文字大小 multiplies them all at once."""

from dataclasses import dataclass, fields, replace

TEXT_SCALES = {"小": 0.93, "标准": 1.0, "大": 1.2, "特大": 1.4}


@dataclass(frozen=True, slots=True)
class Type:
    """Pixel sizes of the six text roles at 100 %. Two weights only: 400 and 500."""

    caption: int = 12
    small: int = 13
    body: int = 14
    heading: int = 16
    title: int = 20
    figure: int = 26

    def scaled(self, factor: float) -> "Type":
        """All roles at once."""
        return Type(*(round(getattr(self, field.name) * factor) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Size:
    """Fixed measures on the 4 px grid."""

    rail: int = 76
    rail_entry: int = 60
    tabs: int = 44
    status: int = 28
    header: int = 56
    footer: int = 52
    strip: int = 60
    control: int = 32
    control_small: int = 26
    row: int = 36
    row_two_lines: int = 50
    table_head: int = 32
    side: int = 316
    icon: int = 16
    radius: int = 6
    radius_card: int = 8

    def scaled(self, factor: float) -> "Size":
        """Heights grow with the text; widths of rail and side panels and the radii stay."""
        fixed = ("rail", "side", "radius", "radius_card")
        grown = {f.name: round(getattr(self, f.name) * factor) for f in fields(self) if f.name not in fixed}
        return replace(self, **grown)
