"""Every fact stands once, and every field of every form is a fact or its own."""

from dataclasses import fields
from pathlib import Path

import pytest

from forms.derived import DERIVED
from forms.facts import OWNERS, fact, facts, owner_label, read_facts
from procedures.case import Act, Case, Conduct, Document, Party
from procedures.kinds import kinds
from procedures.problems import DataError
from tests.builders import make_act, make_case, make_conduct, make_sources
from tests.forms.samples import FORMS, general_sources, simple_sources

COMMON = {"on", "at", "until", "note"}
HOLDERS = {"party": Party, "case": Case, "conduct": Conduct, "document": Document}


def one_fact(**changes: str) -> str:
    row = {"key": "party.name", "label": "姓名", "kind": "text", "owner": "party"} | changes
    return "[[fact]]\n" + "".join(f'{key} = "{value}"\n' for key, value in row.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (one_fact() + one_fact(), "只列一次"),
        (one_fact() + one_fact(key="party.full_name"), "与 party.name 是同一事实"),
        (one_fact(kind="colour"), "没有“colour”"),
        (one_fact(owner="case"), "拥有者 case"),
        (one_fact(colour="red"), "不认识 colour"),
        (one_fact(derived="guess"), "没有登记“guess”"),
        (one_fact(kind="choice", choices="nowhere"), "没有“nowhere”"),
        ("fact = 3 =", "读不出来"),
    ],
)
def test_broken_table_of_facts_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match=says):
        read_facts(file)


def test_every_field_is_a_fact_or_own_and_no_fact_has_two_keys() -> None:
    keys: dict[tuple[str, str], str] = {}
    for form in FORMS.all():
        for field in form.fields:
            assert field.own != bool(field.fact)
            if field.fact:
                assert keys.setdefault((field.fact, field.format), field.key) == field.key


def test_every_fact_that_is_not_derived_can_be_found_where_it_is_said_to_live() -> None:
    for known in facts().values():
        if known.derived or known.owner in ("office", "act"):
            continue
        if known.owner in HOLDERS:
            assert known.name in {field.name for field in fields(HOLDERS[known.owner])}, known.key
        else:
            assert known.name in {*kinds()[known.owner].fields, *COMMON}, known.key


def test_every_owner_has_a_name_for_the_officer() -> None:
    for known in facts().values():
        assert owner_label(known.owner)
        assert known.owner in OWNERS or known.owner in kinds()


def test_every_derived_fact_gives_a_value_or_names_what_it_lacks() -> None:
    used = {known.derived for known in facts().values() if known.derived}
    assert used == set(DERIVED)
    for sources in (simple_sources(), general_sources("decision_made")):
        for known in facts().values():
            if known.derived and known.owner in ("party", "case", "conduct", "act", sources.act.kind):
                fact(known.key, sources)


def test_gender_and_age_come_from_the_identity_number() -> None:
    assert fact("party.gender_age", simple_sources()) == "男、47岁"


def test_case_loses_suspected_once_the_facts_are_found() -> None:
    sources = simple_sources()
    case = make_case(sources.act, cause="涉嫌经营劣质农药案")
    assert fact("case.matter", make_sources(sources.act, case)) == "经营劣质农药"


def test_voided_act_establishes_nothing() -> None:
    first = make_act("notice_served", act_id="n1")
    void = make_act("act_voided", ref="n1")
    decision = make_act("decision_made")
    assert fact("notice_served.on", make_sources(decision, make_case(first, decision))) == first.on
    assert fact("notice_served.on", make_sources(decision, make_case(first, void, decision))) is None


def test_penalty_basis_names_the_law_once() -> None:
    told = fact("conduct.penalty_basis", simple_sources())
    assert told == (
        "当事人的行为违反了《中华人民共和国畜牧法》第四十五条第一款的规定，依据该法第八十八条第一款的规定，予以处罚。"
    )


def test_fact_sentence_waits_for_what_it_asks() -> None:
    act = make_act("on_the_spot_decision", values={"place": "某镇市场", "total": 5})
    case = make_case(act, conducts=(make_conduct(),))
    assert fact("conduct.facts_sentence", make_sources(act, case)) == ""
    whole = make_act("on_the_spot_decision", values={"place": "某镇市场", "total": 5, "untagged": 2})
    told = fact("conduct.facts_sentence", make_sources(whole, make_case(whole, conducts=(make_conduct(),))))
    assert told == "2026年10月9日，当事人在某镇市场销售仔猪5头（只），其中2头（只）应当加施畜禽标识而没有标识。"


def test_paper_that_is_served_is_found() -> None:
    def served(act: Act, *others: Act) -> list[str]:
        rows = fact("act.served_papers", make_sources(act, make_case(*others, act)))
        return [f"{row['title']} {row['number']}" for row in rows]

    order = make_act("correction_ordered", document=Document("10", "责改1号"))
    decision = make_act("decision_made", document=Document("29", "罚1号"))
    notice = make_act("notice_served", document=Document("26", "罚告1号"))
    assert served(make_act("decision_served", ref=decision.id), order, decision) == ["行政处罚决定书 罚1号"]
    assert served(make_act("decision_served"), order, decision) == ["行政处罚决定书 罚1号"]
    assert served(make_act("paper_served", paper="10"), order, decision) == ["责令改正通知书 责改1号"]
    assert served(make_act("paper_served", paper="10"), decision) == ["责令改正通知书 "]
    assert served(notice, decision) == ["行政处罚事先告知书 罚告1号"]
    assert served(make_act("reminder_served"), decision) == ["履行行政处罚决定催告书 "]
    assert served(make_act("notice_served", hearing_offered=False), decision) == ["行政处罚事先告知书 "]


def test_list_of_property_is_served_with_the_decision_to_seize() -> None:
    seized = make_act("property_seized", document=Document("18", "扣1号"), values={"number_21": "扣清1号"})
    service = make_act("paper_served", paper="18", ref=seized.id)
    rows = fact("act.served_papers", make_sources(service, make_case(seized, service)))
    assert [row["title"] for row in rows] == ["查封（扣押）决定书", "查封（扣押）财物清单"]
    assert [row["number"] for row in rows] == ["扣1号", "扣清1号"]
