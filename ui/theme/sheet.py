"""The one style sheet, filled from the tokens; selectors use role, tone, kind, state, density and place only."""

from dataclasses import asdict
from string import Template

from ui.theme.measures import Size, Type
from ui.theme.tokens import Colours

_TEXT = """
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 8px;
  font-size: ${small}px; }
QLabel { background: transparent; color: $text; font-size: ${body}px; }
QLabel[role="caption"] { font-size: ${caption}px; color: $faint; }
QLabel[role="small"], QLabel[role="label"] { font-size: ${small}px; color: $soft; }
QLabel[role="strong"] { font-weight: 500; }
QLabel[role="small-strong"] { font-size: ${small}px; font-weight: 500; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 500; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 500; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 500; }
QLabel[role="law"] { font-family: "Noto Serif SC"; }
QLabel[tone="ink"] { color: $text; }
QLabel[tone="soft"] { color: $soft; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="red"] { color: $red; }
QLabel[tone="amber"] { color: $amber; }
QLabel[tone="blue"] { color: $blue; }
QLabel[role="pill"] { background: $neutral_soft; color: $soft; border-radius: 4px; padding: 1px 6px;
  font-size: ${caption}px; }
QLabel[role="pill"][tone="accent"] { background: $accent_soft; color: $accent; }
QLabel[role="pill"][tone="red"] { background: $red_soft; color: $red; }
QLabel[role="pill"][tone="amber"] { background: $amber_soft; color: $amber; }
QLabel[role="pill"][tone="blue"] { background: $blue_soft; color: $blue; }
"""

_SURFACES = """
QWidget[role="page"], QScrollArea[role="page"] { background: $bg; border: none; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QWidget[role="plain"] { background: transparent; border: none; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${radius_card}px; }
QFrame[role="panel"] { background: $surface; border: none; border-left: 1px solid $border; }
QFrame[role="panel-left"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="header"], QFrame[role="page-header"] { background: $surface; border: none;
  border-bottom: 1px solid $border; }
QFrame[role="page-header"] { min-height: ${header}px; max-height: ${header}px; }
QFrame[role="footer"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="footer"][place="page"] { min-height: ${footer}px; max-height: ${footer}px; }
QFrame[role="footer"][place="card"] { border-bottom-left-radius: ${radius_card}px;
  border-bottom-right-radius: ${radius_card}px; }
QFrame[role="well"] { background: $shade; border: none; border-radius: ${radius}px; }
QFrame[role="sheet"] { background: $surface; border: none; }
QFrame[role="canvas"] { background: $sunken; border: none; }
QFrame[role="popover"] { background: $raised; border: 1px solid $border_strong; border-radius: ${radius_card}px; }
QFrame[role="popover"][corner="square"] { border-radius: 0; }
QFrame[role="rule"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rule-v"] { background: $border; border: none; max-width: 1px; min-width: 1px; }
QFrame[role="notice"] { border-radius: ${radius}px; border: 1px solid $border; background: $shade; }
QFrame[role="notice"][tone="red"] { background: $red_soft; border-color: $red_line; }
QFrame[role="notice"][tone="amber"] { background: $amber_soft; border-color: $amber_line; }
QFrame[role="notice"][tone="blue"] { background: $blue_soft; border-color: $blue_line; }
QFrame[role="notice"][tone="accent"] { background: $accent_soft; border-color: $accent_line; }
QFrame[role="rail"] { background: $sunken; border: none; border-right: 1px solid $border; }
QFrame[role="topbar"] { background: $sunken; border: none; border-bottom: 1px solid $border; min-height: ${tabs}px;
  max-height: ${tabs}px; }
QFrame[role="statusbar"] { background: $sunken; border: none; border-top: 1px solid $border;
  min-height: ${status}px; max-height: ${status}px; }
QWidget[role="listrow"] { background: transparent; border: none; border-bottom: 1px solid $border; }
QWidget[role="listrow"]:hover { background: $hover; }
QFrame[role="listrow"]:hover { background: transparent; }
QWidget[role="listrow"][state="selected"], QWidget[role="listrow"]:checked { background: $selected; }
QAbstractButton[role="listrow"]:focus { border: 2px solid $accent; }
QMainWindow { background: $bg; }
"""

_BUTTONS = """
QPushButton { min-height: ${inner}px; padding: 0 14px; border-radius: ${radius}px; border: 1px solid $border_strong;
  background: $surface; color: $text; font-size: ${body}px; }
QPushButton, QToolButton { icon-size: ${icon}px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: ${inner_focus}px; }
QPushButton:disabled { color: $faint; border-color: $border; background: $shade; }
QPushButton[kind="default"], QPushButton[kind="primary"], QPushButton[kind="danger"] { min-width: 44px; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 500; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $neutral_soft; border-color: $border; color: $faint; }
QPushButton[kind="danger"] { border-color: $red; color: $red; }
QPushButton[kind="danger"]:disabled { border-color: $border; color: $faint; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; padding: 0 8px; color: $soft; }
QPushButton[kind="quiet"]:hover { background: $neutral_soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[kind="quiet"]:checked, QPushButton[kind="default"]:checked { background: $accent_soft; color: $accent;
  border-color: $accent_line; }
QPushButton[kind="quiet"]:checked:focus, QPushButton[kind="default"]:checked:focus { border-color: $accent; }
QPushButton[kind="link"] { border: 2px solid transparent; background: transparent; padding: 0; color: $accent;
  min-height: 18px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 0; min-height: 18px; }
QPushButton[kind="link"]:disabled { color: $faint; text-decoration: none; }
QPushButton[density="small"] { min-height: ${inner_small}px; padding: 0 10px; font-size: ${small}px; }
QPushButton[density="small"]:focus { min-height: ${inner_small_focus}px; padding: 0 9px; }
QPushButton[density="small"][kind="link"], QPushButton[density="small"][kind="link"]:focus { padding: 0;
  min-height: 18px; }
QPushButton[density="small"][kind="quiet"] { padding: 0 6px; }
QPushButton[density="small"][kind="quiet"]:focus { padding: 0 5px; }
QPushButton[kind="segment"] { border-radius: 0; border: none; border-bottom: 2px solid transparent;
  background: transparent; color: $soft;
  padding: 0 4px; margin-right: 16px; min-height: ${inner}px; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { border-bottom: 2px solid $accent; color: $text; font-weight: 500; }
QPushButton[kind="segment"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 0 2px;
  min-height: ${inner_focus}px; }
QToolButton { border: 2px solid transparent; border-radius: ${radius}px; background: transparent; padding: 2px;
  color: $soft; }
QToolButton[kind="close"] { icon-size: ${caption}px; }
QToolButton[kind="tool"] { min-width: ${tool}px; max-width: ${tool}px; min-height: ${tool}px;
  max-height: ${tool}px; }
QPushButton[density="tiny"][kind="link"], QPushButton[density="tiny"][kind="link"]:focus { min-height: 0;
  border-width: 1px; padding: 0;
  font-size: ${caption}px; }
QToolButton:hover { background: $neutral_soft; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton::menu-indicator { image: none; }
QMenu { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 0; font-size: ${body}px; }
QMenu::item { padding: 5px 24px 5px 16px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 0; }
"""

_FIELDS = """
QLineEdit, QComboBox, QPlainTextEdit { border: 1px solid $border_strong; border-radius: ${radius}px;
  background: $surface; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; padding: 0 9px; min-height: ${inner}px;
  font-size: ${body}px; }
QComboBox { padding: 0 11px; }
QPlainTextEdit { padding: 4px 6px; min-height: 0; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 8px;
  min-height: ${inner_focus}px; }
QComboBox:focus { padding: 0 10px; }
QPlainTextEdit:focus { padding: 3px 5px; min-height: 0; }
QLineEdit[state="derived"], QPlainTextEdit[state="derived"], QComboBox[state="derived"] { background: $shade;
  border-color: $border; }
QLineEdit[state="derived"]:focus, QPlainTextEdit[state="derived"]:focus, QComboBox[state="derived"]:focus {
  border-color: $accent; }
QLineEdit[state="error"], QComboBox[state="error"], QPlainTextEdit[state="error"] { border: 2px solid $red;
  padding: 0 8px; min-height: ${inner_focus}px; }
QLineEdit[state="warn"], QComboBox[state="warn"], QPlainTextEdit[state="warn"] { border: 2px solid $amber;
  padding: 0 8px; min-height: ${inner_focus}px; }
QComboBox[state="error"], QComboBox[state="warn"] { padding: 0 10px; }
QPlainTextEdit[state="error"], QPlainTextEdit[state="warn"] { padding: 3px 5px; min-height: 0; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $shade; border-color: $border;
  color: $faint; }
QLineEdit[role="search"] { min-height: ${inner_small}px; border-color: $border_strong; font-size: ${small}px; }
QLineEdit[role="search"][place="top"] { min-width: ${search}px; max-width: ${search}px; }
QLineEdit[role="money"] { font-weight: 500; }
QLineEdit[density="small"], QComboBox[density="small"] { min-height: ${inner_small}px; font-size: ${small}px; }
QLineEdit[density="small"]:focus, QComboBox[density="small"]:focus { min-height: ${inner_small_focus}px; }
QLineEdit QToolButton { border: none; padding: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(icons:caret-$name.png); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border_strong;
  selection-background-color: $selected;
  selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${inner_small}px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; color: $text; font-size: ${body}px;
  min-height: ${control_small}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { position: relative; top: 1px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:check-$name.png); }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 9px;
  background: $surface; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 4px; }
QCheckBox, QRadioButton { border: 2px solid transparent; }
"""

_LISTS = """
QAbstractItemView { outline: none; font-size: ${small}px; color: $text; }
QTableView { background: $surface; border: none; gridline-color: transparent;
  selection-background-color: $selected; selection-color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $faint; border: none; border-bottom: 1px solid $border;
  padding: 0 10px;
  font-size: ${caption}px; font-weight: 400; min-height: ${table_head}px; }
QHeaderView::section:first { padding-left: 16px; }
QHeaderView::section:last { padding-right: 16px; }
QHeaderView::section:only-one { padding-left: 16px; }
QTableView[place="page"] QHeaderView::section:first, QTableView[place="page"] QHeaderView::section:only-one {
  padding-left: 24px; }
QTableCornerButton::section { background: $surface; border: none; }
QListView { background: $raised; border: none; }
QListView[role="list"] { background: $surface; }
QListView[role="picks"] { background: $raised; border: none; }
QListView[role="picks"]::item { padding: 4px 8px; }
QListView[role="picks"]::item:selected { background: $selected; color: $text; }
QListView[role="picks"]::item:hover:!selected { background: $hover; }
QListView[role="hits"]::item { padding: 6px 12px; }
QListView[role="hits"]::item:selected { background: $selected; color: $text; }
QListView[role="hits"]::item:hover { background: $hover; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $border; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  border: none; width: 0; height: 0; }
QSplitter::handle { background: $border; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; font-size: ${small}px; }
QTabBar::tab { background: transparent; border: none; border-right: 1px solid $border; color: $soft; padding: 0 12px;
  height: ${tab_inner}px; font-size: ${small}px; min-width: 64px; max-width: 232px; }
QTabBar::tab:selected { background: $surface; color: $text; border-top: 2px solid $accent; }
QTabBar::tab:hover:!selected { background: $neutral_soft; }
QTabBar::tab:focus { border-bottom: 2px solid $accent; }
QTabBar QToolButton { padding: 2px; }
QProgressBar { border: none; background: $neutral_soft; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_SHEET = Template(_TEXT + _SURFACES + _BUTTONS + _FIELDS + _LISTS)


def stylesheet(colours: Colours, type_: Type, size: Size) -> str:
    """The sheet for one theme and text size; pictures come from the search path `icons:`."""
    inner, small = size.control - 2, size.control_small - 2
    return _SHEET.substitute(
        asdict(colours),
        **asdict(type_),
        **asdict(size),
        inner=inner,
        inner_focus=inner - 2,
        inner_small=small,
        inner_small_focus=small - 2,
        tab_inner=size.tabs - 1,
        tool=size.control_small - 6,
        search=size.control * 8,
    )
