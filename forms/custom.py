"""Blocks that need more than the vocabulary of form files; at most four functions, a test counts them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from forms.blocks import Block, Run, Text
from forms.predicates import Values, holds


@dataclass(frozen=True, slots=True)
class Custom:
    """A function that builds blocks, and the field keys it reads."""

    needs: tuple[str, ...]
    build: Callable[[Values], Iterator[Block]]


def party_lines(values: Values) -> Iterator[Block]:
    """The party of a letter, a line for each thing known, in the order of published decisions (domain: B-PARTY)."""
    person = holds("party_is_person", values)
    lead = [("当事人", "party_name")]
    about_person = [
        ("性别、年龄", "party_gender_age"),
        ("住址", "party_address"),
        ("身份证件号码", "party_identity_no"),
    ]
    about_unit = [
        ("主体资格证照名称", "party_licence_name"),
        ("统一社会信用代码", "party_credit_code"),
        ("住所", "party_address"),
        (str(values.get("party_representative_label") or "负责人"), "party_representative"),
        ("身份证件号码", "party_identity_no"),
    ]
    for label, key in lead + (about_person if person else about_unit):
        if values.get(key):
            yield Text((Run(f"{label}：{values[key]}"),), "party")


CUSTOM: Mapping[str, Custom] = {
    "party_lines": Custom(
        (
            "party_kind",
            "party_name",
            "party_gender_age",
            "party_licence_name",
            "party_credit_code",
            "party_address",
            "party_representative",
            "party_representative_label",
            "party_identity_no",
        ),
        party_lines,
    ),
}
