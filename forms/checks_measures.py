"""The drafting checks of preservation, sealing and seizure (forms 16 to 21)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from forms.checking import Check
from forms.dates import day
from forms.derived_investigation import referred
from forms.derived_measures import clock_of, with_act
from forms.predicates import Values
from forms.sources import Sources
from procedures.catalogue import law_kinds
from procedures.goods import goods_problems
from procedures.problems import Problem
from procedures.seizure_powers import seizure_powers

PRESERVATION = "行政处罚法第五十六条"
COERCION = "行政强制法第{}"
EMERGENCY_HOURS = 24
TITLE = re.compile(r"《([^《》]+)》")
RULE_ENDINGS = ("办法", "规定", "细则", "规则", "通知", "意见", "基准")
LAWFUL_KINDS = ("law", "administrative_regulation", "local_regulation")


def approved_before_measure(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The head approved before the act, in an emergency within 24 hours (行政强制法 第十八条、第十九条; K03)."""
    act = sources.act
    preserving = act.kind == "evidence_preserved"
    if not act.get("approved_by"):
        basis = PRESERVATION if preserving else COERCION.format("十八条第一项")
        yield Problem("没有记录本机关负责人的批准", basis, "先报负责人批准，再填批准人和批准时刻", "act_approver")
        return
    approved, began = _approved(sources), datetime.combine(act.on, act.at or time.max)
    if act.get("emergency"):
        if approved > began + timedelta(hours=EMERGENCY_HOURS):
            text = "情况紧急当场实施的，应当在二十四小时内报告并补办批准手续"
            yield Problem(text, COERCION.format("十九条"), "核对批准的日期和时刻", "act_approved_at")
    elif approved.date() > act.on or (act.at and act.get("approved_at") and approved > began):
        basis = PRESERVATION if preserving else COERCION.format("十八条第一项")
        excused = "登记保存没有情况紧急的例外，应当事先批准" if preserving else "确属情况紧急的，注明情况紧急"
        yield Problem("批准晚于实施", basis, f"核对批准的日期和时刻；{excused}", "act_approved_at")


def goods_listed(values: Values, _sources: Sources) -> Iterator[Problem]:
    """A list names at least one thing, and of each how many (行政强制法 第二十四条; domain: K29)."""
    rows = values.get("act_listed_goods") or ()
    if not rows:
        yield Problem("物品清单是空的", remedy="到办案行为里逐项填写物品", where="act_listed_goods")
    for number, row in enumerate(rows, 1):
        if not row["quantity"]:
            text = f"清单第{number}项“{row['name']}”没有数量"
            yield Problem(text, remedy="到办案行为里补填数量", where="act_listed_goods")


def goods_add_up(values: Values, sources: Sources) -> Iterator[Problem]:
    """What the act does to the goods agrees with what was found, taken and given back (domain: K18)."""
    where = "item_disposals" if "item_disposals" in values else "act_listed_goods"
    for found in goods_problems(with_act(sources).case):
        if found.act == sources.act.id:
            yield Problem(found.text, found.basis, found.remedy, where, found.severity)


def preserved_goods_decided(values: Values, _sources: Sources) -> Iterator[Problem]:
    """Every line that was preserved has its disposal (domain: K18)."""
    rows = values.get("item_disposals") or ()
    if not rows:
        yield Problem("没有列出各项物品的处理", PRESERVATION, "逐项选择处理", "item_disposals")
    for number, row in enumerate(rows, 1):
        if not row["disposal"]:
            yield Problem(f"第{number}项“{row['name']}”没有处理决定", PRESERVATION, "选择一种处理", "item_disposals")


def decided_in_time(values: Values, sources: Sources) -> Iterator[Problem]:
    """What becomes of preserved goods is decided within seven days (行政处罚法 第五十六条; domain: K07)."""
    until = values.get("evidence_preserved_until")
    if until and sources.act.on > until:
        text = f"登记保存的物品应当在{day(until)}前作出处理决定"
        yield Problem(text, "行政处罚法第五十六条、第八十五条", "尽快返还物品并写明原因", "act_on", "irregular")


def measure_term(values: Values, sources: Sources) -> Iterator[Problem]:
    """The measure ends after it begins and not after thirty days (行政强制法 第二十五条; domain: K07)."""
    ends, latest = values.get("to_on"), values.get("property_seized_until")
    if ends and ends < sources.act.on:
        yield Problem("期限届满日早于查封、扣押之日", remedy="改写届满日", where="to_on")
    if ends and latest and ends > latest:
        text = f"查封、扣押的期限不得超过三十日，最迟到{day(latest)}"
        yield Problem(text, COERCION.format("二十五条"), "改写届满日；情况复杂的，届满前另行决定延长", "to_on")


def measure_basis(values: Values, sources: Sources) -> Iterator[Problem]:
    """Only laws and regulations can allow sealing and seizure, not rules below them (行政强制法 第十条)."""
    basis = str(values.get("property_seized_basis") or "")
    powers = "、".join(power.words for power in seizure_powers(sources.case.sector, sources.day))
    remedy = f"如{powers}" if powers else "写明法律、法规的名称和条、款、项"
    named = TITLE.findall(basis)
    if not named:
        text = "没有写明授予查封、扣押权的法律、法规"
        yield Problem(text, COERCION.format("十条"), remedy, "property_seized_basis")
    for title in named:
        if not _may_allow(title):
            text = f"《{title}》不是法律、法规，不能作为查封、扣押的依据"
            yield Problem(text, COERCION.format("十条"), remedy, "property_seized_basis")


def party_called(values: Values, _sources: Sources) -> Iterator[Problem]:
    """A party that is not at the scene: a witness is called and signs (行政强制法 第十八条第九项; domain: K31)."""
    if values.get("party_present") == "absent" and not values.get("witness"):
        text = "当事人不到场的，应当邀请见证人到场签名"
        yield Problem(text, COERCION.format("十八条第九项"), "填写见证人", "witness")


def certificates_shown_at_measure(values: Values, _sources: Sources) -> Iterator[Problem]:
    """The officers showed their certificates (行政强制法 第十八条第三项)."""
    if values.get("certificates_shown") is False:
        yield Problem("没有出示执法证件", COERCION.format("十八条第三项"), "核实后改正", "certificates_shown")


def release_in_time(_values: Values, sources: Sources) -> Iterator[Problem]:
    """The measure is lifted by its last day, an extension counted in (行政强制法 第二十八条; domain: K07)."""
    seized = referred(sources, "property_seized")
    clock = clock_of(sources, "seizure_end", seized.id) if seized else None
    if clock and sources.act.on > clock.due:
        text = f"查封、扣押的期限{day(clock.due)}届满，解除晚于这一天"
        yield Problem(text, COERCION.format("二十七条、第二十八条"), "核对是否已批准延长", "act_on", "irregular")


def _approved(sources: Sources) -> datetime:
    """When the head approved; without a time of day as early as that day allows."""
    act = sources.act
    on: date = act.get("approved_on") or act.on
    return datetime.combine(on, act.get("approved_at") or time.min)


def _may_allow(title: str) -> bool:
    kind = law_kinds().get(title)
    return kind in LAWFUL_KINDS if kind else not title.endswith(RULE_ENDINGS)


MEASURE_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "approved_before_measure": Check((), approved_before_measure),
        "goods_listed": Check(("act_listed_goods",), goods_listed),
        "goods_add_up": Check((), goods_add_up),
        "preserved_goods_decided": Check(("item_disposals",), preserved_goods_decided),
        "decided_in_time": Check(("evidence_preserved_until", "act_on"), decided_in_time),
        "measure_term": Check(("to_on", "property_seized_until"), measure_term),
        "measure_basis": Check(("property_seized_basis",), measure_basis),
        "certificates_shown_at_measure": Check(("certificates_shown",), certificates_shown_at_measure),
        "party_called": Check(("party_present", "witness"), party_called),
        "release_in_time": Check(("act_on",), release_in_time),
    }
)
