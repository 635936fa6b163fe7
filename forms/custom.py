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


def attachment_lines(values: Values) -> Iterator[Block]:
    """附件：1.…（1份3页）: the numbers under each other, copies and pages as far as they are known."""
    for number, row in enumerate(values.get("attachments") or (), 1):
        counts = "".join(f"{row[key]}{unit}" for key, unit in (("copies", "份"), ("pages", "页")) if row.get(key))
        lead = "附件：" if number == 1 else "　　　"
        yield Text((Run(f"{lead}{number}.{row['name']}{f'（{counts}）' if counts else ''}"),), "attachment", whole=True)


CUSTOM: Mapping[str, Custom] = {
    "attachment_lines": Custom(("attachments",), attachment_lines),
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
