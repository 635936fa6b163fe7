"""Findings for tests, constructed: a late filing with two officers, complete up to where a test takes it."""

from dataclasses import replace
from datetime import date
from typing import Any

from procedures.faults import Confirmation, Consequence, FaultFile, Involved, Statement

FOUND, HEARD, CONFIRMED = date(2024, 12, 3), date(2024, 12, 3), date(2024, 12, 5)
HANDLER = Involved(
    "甲某", "A", "handler", "main", unit_post="执法二中队执法员", certificate_no="18010000011", acts=("decision",)
)
LEADER = Involved("乙某", "B", "approver", "joint", unit_post="执法二中队中队长", certificate_no="18010000012")
FACTS = (
    "2024年9月18日作出的行政处罚决定罚款20000.00元，属于重大农业行政处罚决定，应当在2024年10月8日前报浏阳市人民政府和"
    "上一级农业行政主管部门备案，实际于2024年10月21日报送。"
)


def make_fault(**changes: Any) -> FaultFile:
    """A finding under 12(7) with everything described and both officers heard; nothing confirmed yet."""
    made = FaultFile(
        id="f1",
        items=((12, 7),),
        case_title="某公司经营假农药案",
        case_number="浏农（农药）罚〔2024〕6号",
        facts=FACTS,
        evidence=("决定书及送达回证", "备案报告收文记录", "案卷办理日志"),
        persons=(HANDLER, LEADER),
        origin="inspection",
        origin_reason="归档案卷检查发现，提出责任追究意见",
        bearing_rule="6.1",
        bearing_reason="承办人未在期限内提交备案材料，批准人未督促",
        fault="negligence",
        harm="none",
        harm_words="未见当事人受损；备案是监督程序，不报送使决定脱离上级审查，仍应追究",
        opinion="事实清楚，证据充分，属于情节较轻",
        proposer="浏阳市农业农村局",
        appeal_days=30,
        appeal_to="浏阳市农业农村局",
        found_on=FOUND,
        state="heard",
        taken_up_by="S",
        statements=(
            Statement("A", HEARD, "为何逾期报送", answer="heard", on=HEARD, words="国庆假期前后交接疏漏，请求从轻处理"),
            Statement("B", HEARD, "为何没有督促", answer="waived", on=HEARD, words="本人书面声明放弃陈述"),
        ),
    )
    return replace(made, **changes)


def make_decided_fault(**changes: Any) -> FaultFile:
    """The same, confirmed by a second person, with a consequence under 7(1)."""
    return make_fault(
        **{
            "state": "decided",
            "confirmation": Confirmation("T", "丁某", CONFIRMED, "事实和责任划分清楚"),
            "consequence": Consequence(("7.1",), "给予批评教育，责令限期完善备案提醒和交接登记"),
            "decided_on": CONFIRMED,
        }
        | changes
    )
