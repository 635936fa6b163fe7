"""The theme in force. Painters ask here each time they paint, so that a change of theme reaches them at run time."""

from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from ui.theme.measures import Size, Type
from ui.theme.tokens import LIGHT, Colours


@dataclass(slots=True)
class _InForce:
    colours: Colours = LIGHT
    type: Type = field(default_factory=Type)
    size: Size = field(default_factory=Size)
    scale: float = 1.0


_in_force = _InForce()


def put_in_force(scheme: Colours, scale: float) -> None:
    """Set colours and text size for whatever is painted from now on; `ui.theme.apply` calls this."""
    _in_force.colours, _in_force.scale = scheme, scale
    _in_force.type, _in_force.size = Type().scaled(scale), Size().scaled(scale)


def colours() -> Colours:
    """The colours in force."""
    return _in_force.colours


def sizes() -> Size:
    """The measures in force, in pixels."""
    return _in_force.size


def types() -> Type:
    """The text sizes in force, in pixels."""
    return _in_force.type


def scale() -> float:
    """The factor of the text size in force, 1 for 标准."""
    return _in_force.scale


def scaled(pixels: float) -> int:
    """A painted distance that grows with the text."""
    return round(pixels * _in_force.scale)


def colour(token: str) -> QColor:
    """A token as a QColor, for painting."""
    return QColor(getattr(_in_force.colours, token))
