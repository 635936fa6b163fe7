"""The colours of both themes by meaning, and the contrast that every pair in use has to keep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. `*_soft` is a background for text of the same name, `*_line` its border, `*_fill` a solid shape."""

    name: str
    bg: str
    surface: str
    sunken: str
    raised: str
    hover: str
    selected: str
    text: str
    soft: str
    faint: str
    border: str
    border_strong: str
    accent: str
    accent_hover: str
    accent_press: str
    accent_soft: str
    accent_line: str
    on_accent: str
    red: str
    red_soft: str
    red_line: str
    red_fill: str
    on_red: str
    amber: str
    amber_soft: str
    amber_line: str
    amber_fill: str
    on_amber: str
    blue: str
    blue_soft: str
    blue_line: str
    neutral_soft: str
    shade: str
    paper: str
    paper_ink: str


LIGHT = Colours(
    name="light",
    bg="#F4F6F3",
    surface="#FFFFFF",
    sunken="#EBEEEA",
    raised="#FFFFFF",
    hover="#F3F7F4",
    selected="#E3F0E9",
    text="#18201C",
    soft="#46514A",
    faint="#626D66",
    border="#DDE2DC",
    border_strong="#858F87",
    accent="#1C6A4D",
    accent_hover="#165840",
    accent_press="#0F4733",
    accent_soft="#E3F0E9",
    accent_line="#93C2AC",
    on_accent="#FFFFFF",
    red="#B3241B",
    red_soft="#FCECE9",
    red_line="#E9B2AB",
    red_fill="#B3241B",
    on_red="#FFFFFF",
    amber="#875100",
    amber_soft="#FCF2DA",
    amber_line="#E0BE6C",
    amber_fill="#F3B52B",
    on_amber="#2B1D00",
    blue="#1B5C9E",
    blue_soft="#E8F0F9",
    blue_line="#A6C5E5",
    neutral_soft="#ECEFEB",
    shade="#F0F2EF",
    paper="#FFFFFF",
    paper_ink="#15171A",
)

DARK = Colours(
    name="dark",
    bg="#141816",
    surface="#1C211E",
    sunken="#0F1210",
    raised="#252B28",
    hover="#222825",
    selected="#20392F",
    text="#E5EAE6",
    soft="#B9C3BC",
    faint="#949F98",
    border="#303833",
    border_strong="#6F7B73",
    accent="#66C29B",
    accent_hover="#7FD0AD",
    accent_press="#52AE87",
    accent_soft="#1E382D",
    accent_line="#3F7A60",
    on_accent="#08190F",
    red="#F28F84",
    red_soft="#3B211E",
    red_line="#7E3F38",
    red_fill="#C23B30",
    on_red="#FFFFFF",
    amber="#E9BA60",
    amber_soft="#362B15",
    amber_line="#70592A",
    amber_fill="#DDA531",
    on_amber="#241800",
    blue="#8DBBEC",
    blue_soft="#1C2D40",
    blue_line="#3F648C",
    neutral_soft="#2A312D",
    shade="#191E1B",
    paper="#F4F3EF",
    paper_ink="#15171A",
)

# (foreground, background, least ratio). A new use of colour is a new line here first.
CONTRAST_PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "surface", 7.0),
    ("text", "bg", 7.0),
    ("soft", "surface", 7.0),
    ("soft", "bg", 7.0),
    ("faint", "surface", 4.5),
    ("faint", "bg", 4.5),
    ("faint", "sunken", 4.5),
    ("text", "selected", 7.0),
    ("soft", "selected", 4.5),
    ("accent", "surface", 4.5),
    ("accent", "bg", 4.5),
    ("accent", "accent_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("red", "surface", 4.5),
    ("red", "red_soft", 4.5),
    ("on_red", "red_fill", 4.5),
    ("amber", "surface", 4.5),
    ("amber", "amber_soft", 4.5),
    ("on_amber", "amber_fill", 7.0),
    ("blue", "surface", 4.5),
    ("blue", "blue_soft", 4.5),
    ("soft", "neutral_soft", 4.5),
    ("border_strong", "surface", 3.0),
    ("border_strong", "bg", 3.0),
    ("accent", "sunken", 3.0),
    ("paper_ink", "paper", 7.0),
)


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two hex colours."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    channels = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
