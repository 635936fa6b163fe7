"""How personal columns are masked unless they are asked for whole."""

from collections.abc import Callable, Mapping

from forms.ledger.columns import Personal

STAR = "*"
LEAST_HIDDEN = 4
KEPT_OF_ADDRESS = 6
MASKED = "含个人信息的列已遮盖"
UNMASKED = "含未遮盖的个人信息"


def masked(personal: Personal, text: str) -> str:
    """A text of this sort with its middle or end hidden: 430181********9995, 139****0000, 浏阳市某镇****."""
    return _MASKS[personal](text) if text else text


def _middle(start: int, end: int) -> Callable[[str], str]:
    def mask(text: str) -> str:
        hidden = len(text) - start - end
        return STAR * len(text) if hidden < LEAST_HIDDEN else text[:start] + STAR * hidden + text[-end:]

    return mask


def _end(text: str) -> str:
    return text[:KEPT_OF_ADDRESS] + STAR * LEAST_HIDDEN if len(text) > KEPT_OF_ADDRESS else text


_MASKS: Mapping[Personal, Callable[[str], str]] = {
    "": str,
    "identity": _middle(6, 4),
    "phone": _middle(3, 4),
    "address": _end,
}
