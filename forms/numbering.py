"""Document numbers (文号). The sequence is drawn by the storage, inside the transaction that issues the paper."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.facts import fact
from forms.schema import Form
from forms.sources import Sources
from procedures.problems import Problem, RuleError

EMPTY_CATEGORY = "（）"


def document_number(form: Form, office: Mapping[str, Any], category: str, year: int, sequence: int) -> str:
    """浏农（畜牧）当罚〔2026〕1号 from the form's pattern; without a category its brackets are left out.

    Years in four digits, sequence not padded. RuleError where the form has no number or the office no region word
    (机关代字).
    """
    if not form.number:
        raise RuleError([Problem(f"《{form.title}》不编文号")])
    region = str(office.get("office.region") or "")
    if not region:
        raise RuleError(
            [
                Problem(
                    "还没有设置机关代字，不能编文号",
                    remedy="到“设置—机关信息”填写机关代字（如“浏”）",
                    where="office.region",
                )
            ]
        )
    number = form.number.format(region=region, category=category, series=form.series, year=year, seq=sequence)
    return number.replace(EMPTY_CATEGORY, "")


def numbered(form: Form, sources: Sources) -> Form:
    """The form with the word of its number as the case asks for it: 封 for a sealing, 扣 for a seizure."""
    if not form.series_fact:
        return form
    return replace(form, series=form.series_words.get(fact(form.series_fact, sources), form.series))


def all_series(form: Form) -> tuple[str, ...]:
    """Every word under which numbers of this form may be counted."""
    return tuple(form.series_words.values()) or ((form.series,) if form.series else ())


def series_of(form: Form, category: str, year: int) -> str:
    """The key under which sequences are counted: kind, category and year of the act; forms of one kind share it."""
    return f"{form.series}/{category}/{year}"
