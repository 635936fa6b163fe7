"""What a filled paper says, for tests: its problems, its words, and what is struck."""

from forms.blocks import Paper
from forms.sources import Sources
from tests.forms.block_samples import paper_texts
from tests.forms.samples import fill


def told(form_id: str, sources: Sources, where: str = "") -> list[tuple[str, str]]:
    """(severity, text) of the problems, of one field or of all."""
    found = fill(form_id, sources)[1].problems
    return [(problem.severity, problem.text) for problem in found if where in ("", problem.where)]


def plain(paper: Paper) -> str:
    return "\n".join(text.plain for text in paper_texts(paper))


def struck(paper: Paper) -> list[str]:
    return [run.text for text in paper_texts(paper) for run in text.runs if run.strike]
