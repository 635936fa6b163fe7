"""A paper drawn for the preview, and where on its pages each objection stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from forms.prepare import Prepared
from forms.schema import Form
from procedures.problems import Problem
from ui.widgets.fields import tone_of
from ui.widgets.paper import PaperMark

LONGEST = 24
ReadPicture = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An objection with the number it has on the page and in the list."""

    number: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Drawn:
    """A preview: the pages, the marks on them, the objections in the order of their numbers."""

    pdf: bytes
    marks: tuple[PaperMark, ...]
    numbered: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    left: float
    top: float
    width: float
    height: float


def draw_preview(
    form: Form,
    prepared: Prepared,
    problems: Sequence[Problem],
    number: str = "",
    pictures: ReadPicture | None = None,
) -> Drawn:
    """Draw a paper as it stands; objections are numbered in page order, those that have no place on it last.

    `number` is shown where the paper has one already; `pictures` gives the bytes of evidence that is pasted in. To be
    called off the window's thread.
    """
    from exports.pdf import render_pdf
    from exports.pictures import no_pictures
    from forms.compose import compose

    values = {**prepared.values, "document_number": number} if number else prepared.values
    pdf = render_pdf(compose(form, values), pictures=pictures or no_pictures)
    found = [(each, _place_of(pdf, _words_of(form, each.where, values))) for each in problems]
    order = sorted(
        found, key=lambda pair: (pair[1] is None, pair[1].page if pair[1] else 0, pair[1].top if pair[1] else 0)
    )
    numbered = tuple(Numbered(place, problem) for place, (problem, _) in enumerate(order, 1))
    marks = tuple(
        PaperMark(at.page, at.left, at.top, at.width, at.height, count, tone_of(problem))
        for count, (problem, at) in enumerate(order, 1)
        if at is not None
    )
    return Drawn(pdf, marks, numbered)


def _words_of(form: Form, where: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """What to look for on the page: the words of the value, else the label of the field."""
    fields = {field.key: field for field in form.fields}
    if where not in fields:
        return ()
    value = values.get(where)
    told = [value.strip().splitlines()[0][:LONGEST]] if isinstance(value, str) and value.strip() else []
    label = fields[where].label
    return tuple(words for words in (*told, label, label.removeprefix("被询问人"), label[-4:]) if len(words) > 1)


def _place_of(pdf: bytes, wanted: Sequence[str]) -> _Place | None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for words in wanted:
            for number, sheet in enumerate(document):
                at = _found_on(sheet, number, words)
                if at is not None:
                    return at
    return None


def _found_on(sheet: object, number: int, words: str) -> _Place | None:
    """Where words stand on a page; labels are spread with spaces there."""
    import pypdfium2

    assert isinstance(sheet, pypdfium2.PdfPage)
    text = sheet.get_textpage()
    try:
        whole = text.get_text_range()
        places = [place for place, char in enumerate(whole) if not char.isspace()]
        wanted = "".join(words.split())
        at = "".join(whole[place] for place in places).find(wanted)
        if at < 0:
            return None
        left, bottom, right, top = text.get_charbox(places[at])
        _, _, last, _ = text.get_charbox(places[at + len(wanted) - 1])
        height = sheet.get_size()[1]
        width = max(right, last) - left
        return _Place(number, left - 2, height - top - 2, width + 4, top - bottom + 4)
    finally:
        text.close()
