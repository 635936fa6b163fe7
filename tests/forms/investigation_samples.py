"""Papers of opening and investigation for tests: expired pesticide, biologics without a licence, expired feed.

Facts of published cases; names, addresses, numbers and prices that they lack are constructed.
"""

from dataclasses import replace
from datetime import date, time
from typing import Any

from forms.blocks import Paper
from forms.sources import Sources
from procedures.case import Act, Case, Document, Goods, Party
from tests.builders import OFFICE, make_act, make_case, make_conduct, make_sources
from tests.forms.samples import empty_sources, make_unit, paper_of

CONTACT = {
    "office.contact_name": "陈某",
    "office.contact_phone": "0731-00000000",
    "office.contact_address": "浏阳市某路1号",
}
PACKS = {
    "name": "70%杀螺胺可湿性粉剂",
    "spec": "40g/包",
    "batch": "20230102",
    "maker": "某农药有限公司",
    "unit": "包",
    "quantity": "14",
}
VACCINES = (
    ("猪瘟活疫苗", "20头份/瓶", "20250611", "10"),
    ("猪伪狂犬病活疫苗", "10头份/瓶", "20250702", "8"),
    ("鸡新城疫、传染性支气管炎二联活疫苗", "500羽份/瓶", "20250518", "12"),
    ("鸡传染性法氏囊病活疫苗", "500羽份/瓶", "20250430", "6"),
    ("羊梭菌病多联灭活疫苗", "20ml/瓶", "20250329", "7"),
    ("山羊痘活疫苗", "50头份/瓶", "20250715", "4"),
)
FEEDS = (
    ("951仔猪配合饲料", "40kg/袋", "20220612", "6"),
    ("952仔猪配合饲料", "40kg/袋", "20220620", "16"),
    ("蛋鸡浓缩饲料", "25kg/袋", "20220705", "3"),
    ("中猪浓缩饲料", "25kg/袋", "20220711", "3"),
)
FINDINGS = (
    "检查人员进入当事人的营业场所，经营者在场。营业场所面积约40平方米，东侧货架第二层陈列杀螺胺14包。\n"
    "包装标注：70%杀螺胺可湿性粉剂，净含量40克，生产日期2023年1月2日，质量保证期2年。\n"
    "货架标价每包6元。当事人当场提供进货单据一张，记载2024年5月20日购进20包，单价5元。\n"
    "检查人员对货架、包装、标签和进货单据逐一拍照，清点数量时当事人在旁核对。"
)


def lines(rows: tuple[tuple[str, str, str, str], ...], unit: str) -> tuple[dict[str, str], ...]:
    """Lines of goods as an act lists them."""
    keys = ("name", "spec", "batch", "quantity")
    return tuple(dict(zip(keys, row, strict=True)) | {"unit": unit} for row in rows)


def pesticide_case(*acts: Act, **changes: Any) -> Case:
    """A shop that offered an expired pesticide: lead, inspection, opening and preservation on one day."""
    found_on = date(2025, 3, 19)
    party = make_unit(kind="sole_trader", name="浏阳市某农资经营部", representative="何某", phone="13900000000")
    facts = {"goods_value": 84_00}
    conduct = make_conduct(on=found_on, offence="pesticide-56", facts=facts, discovered_on=found_on)
    lead = make_act("lead_received", found_on, source="superior", officers=("A",))
    goods = Goods("70%杀螺胺可湿性粉剂", "14", "40g/包", "20230102", "某农药有限公司", "包", price=600, note="货架上")
    given: dict[str, Any] = {
        "title": "浏阳市某农资经营部经营劣质农药案",
        "cause": "涉嫌经营劣质农药",
        "sector": "pesticide",
        "parties": (party,),
        "conducts": (conduct,),
        "goods": (goods,),
    }
    return make_case(lead, inspection(found_on), *acts, **(given | changes))


def inspection(on: date, **values: Any) -> Act:
    """The inspection of the shop."""
    typed = {
        "party_present": "present",
        "notice_answer": "看清楚了，不申请回避。",
        "findings": FINDINGS,
        "pictures": "拍摄照片6张",
        "video": "执法记录仪全程录像",
    }
    return make_act(
        "site_inspected",
        on,
        at=time(9, 10),
        until=time(10, 25),
        place="浏阳市某镇某路12号当事人营业场所",
        reason="上级交办的线索：反映当事人销售过期农药",
        matter="农药经营情况",
        content="农药的标签、生产日期、质量保证期、购销台账",
        object="浏阳市某农资经营部",
        certificates_shown=True,
        values=typed | values,
        document=Document("12", "", on),
    )


def sources_of(act: Act, case: Case, **changes: Any) -> Sources:
    """The sources of an act's paper, contact of the office included."""
    return make_sources(act, case, **({"office": OFFICE | CONTACT} | changes))


def opening_sources(opened: bool = True, party: Party | None = None, **values: Any) -> Sources:
    """The approval sheet of opening, or of not opening."""
    on, document = date(2025, 3, 19), Document("8", "浏农（农药）立〔2025〕3号", date(2025, 3, 19))
    typed = {"opening_conditions": ["suspected", "punishable", "jurisdiction", "in_time"]}
    if opened:
        act = make_act(
            "case_opened", on, approved_by="赵某", values=typed | values, document=document, officers=("A", "B")
        )
    else:
        typed = {"opening_conditions": ["jurisdiction", "in_time"]}
        reason = "经核查，涉案农药已停止销售并封存待退回，未发现向他人销售的事实，不构成违法行为。"
        act = make_act(
            "case_not_opened", on, approved_by="赵某", reason=reason, values=typed | values, document=document
        )
    case = pesticide_case(act)
    case = case if party is None else replace(case, parties=(party,))
    return sources_of(act, case)


def correction_sources(by: date = date(2025, 4, 3), **values: Any) -> Sources:
    """An order to correct."""
    typed = {
        "correction_content": "1.立即停止销售超过质量保证期的农药，将剩余农药下架封存；\n"
        "2.清点全部在售农药，建立进货查验和临期清退台账，于期限届满前报送本机关核查。",
    }
    on = date(2025, 3, 19)
    document = Document("10", "浏农（农药）责改〔2025〕3号", on)
    act = make_act("correction_ordered", on, by=by, values=typed | values, document=document)
    return sources_of(act, pesticide_case(act))


def inspection_sources(**values: Any) -> Sources:
    """The record of the inspection."""
    case = pesticide_case()
    act = inspection(date(2025, 3, 19), **values)
    return sources_of(act, replace(case, acts=(case.acts[0], act)))


def preserved(items: tuple[dict[str, str], ...] = (PACKS,), **given: Any) -> Act:
    """The preservation of the packs."""
    on = date(2025, 3, 19)
    recorded: dict[str, Any] = {
        "at": time(10, 30),
        "items": items,
        "approved_by": "赵某",
        "approved_at": time(10, 5),
        "values": {"keep_mode": "elsewhere", "keep_place": "浏阳市农业农村局罚没物品仓库"},
        "document": Document("16", "浏农（农药）登保〔2025〕3号", on),
    }
    return make_act("evidence_preserved", on, **(recorded | given))


def preservation_sources(items: tuple[dict[str, str], ...] = (PACKS,), **given: Any) -> Sources:
    """The notice of preservation."""
    act = preserved(items, **given)
    return sources_of(act, pesticide_case(act))


def disposal_sources(on: date = date(2025, 3, 27), **given: Any) -> Sources:
    """The notice of what becomes of the packs."""
    first = preserved()
    rows = [{**PACKS, "disposal": "seized"}]
    recorded: dict[str, Any] = {
        "disposal": "对登记保存的杀螺胺14包改为扣押，另行作出扣押决定。",
        "ref": first.id,
        "values": {"item_disposals": rows},
        "document": Document("17", "浏农（农药）登处〔2025〕2号", on),
    }
    act = make_act("preservation_decided", on, **(recorded | given))
    return sources_of(act, pesticide_case(first, act))


def feed_disposal_sources() -> Sources:
    """Four kinds of feed with different disposals."""
    first = make_act(
        "evidence_preserved",
        date(2023, 2, 8),
        items=lines(FEEDS, "袋"),
        approved_by="赵某",
        document=Document("16", "浏农（饲料）登保〔2023〕1号", date(2023, 2, 8)),
    )
    chosen = ("tested", "returned", "released", "seized")
    rows = [row | {"disposal": what} for row, what in zip(lines(FEEDS, "袋"), chosen, strict=True)]
    act = make_act(
        "preservation_decided",
        date(2023, 2, 17),
        ref=first.id,
        disposal="对登记保存的4种28袋饲料分别送检、返还、解除登记保存和改为扣押。",
        values={"item_disposals": rows},
        document=Document("17", "浏农（饲料）登处〔2023〕1号", date(2023, 2, 17)),
    )
    party = make_unit(kind="other_organisation", name="浏阳市某供销合作社某分社", representative="贺某")
    case = make_case(first, act, cause="涉嫌经营过期饲料", sector="feed", parties=(party,), conducts=())
    return sources_of(act, case)


def seized(items: tuple[dict[str, str], ...] = lines(VACCINES, "瓶"), **given: Any) -> Act:
    """The seizure of the vaccines."""
    on = date(2025, 12, 25)
    typed = {
        "keep_place": "本局冷藏柜",
        "keeper": "李某",
        "party_present": "present",
        "certificates_shown": True,
        "party_statement": "对扣押没有意见，愿意配合调查。",
        "number_18": "浏农（兽药）扣〔2025〕2号",
        "number_21": "浏农（兽药）扣清〔2025〕2号",
    }
    recorded: dict[str, Any] = {
        "at": time(10, 0),
        "until": time(11, 20),
        "measure": "seize",
        "items": items,
        "basis": "《兽药管理条例》第四十六条",
        "approved_by": "赵某",
        "approved_on": date(2025, 12, 24),
        "list_given": True,
        "values": typed,
        "document": Document("18", "浏农（兽药）扣〔2025〕2号", on),
    }
    values = typed | given.pop("values", {})
    return make_act("property_seized", on, **(recorded | given | {"values": values}))


def vaccine_case(*acts: Act) -> Case:
    """A service shop that sold biologics outside its licence."""
    party = make_unit(
        kind="sole_trader", name="浏阳市某农业服务部", representative="杨某", licence_name="营业执照、兽药经营许可证"
    )
    goods = tuple(
        Goods(name, quantity, spec, batch, unit="瓶", note="已破封1瓶" if name == "山羊痘活疫苗" else "")
        for name, spec, batch, quantity in VACCINES
    )
    visit = inspection(date(2025, 12, 25))
    shop = replace(visit, fields={**visit.fields, "place": "浏阳市某镇某街8号", "reason": "兽药市场日常检查"})
    return make_case(
        shop,
        *acts,
        cause="涉嫌无兽药经营许可证经营兽用生物制品",
        sector="vetdrug",
        parties=(party,),
        conducts=(),
        goods=goods,
    )


def seizure_sources(form: str = "18", items: tuple[dict[str, str], ...] | None = None, **given: Any) -> Sources:
    """The decision, the record or the list of the seizure."""
    act = seized(**given) if items is None else seized(items, **given)
    numbers = {"18": "浏农（兽药）扣〔2025〕2号", "21": "浏农（兽药）扣清〔2025〕2号"}
    case = vaccine_case(act)
    if items is not None:
        case = replace(case, goods=())
    return sources_of(act, case, document=Document(form, numbers.get(form, ""), act.on))


def release_sources(form: str = "20", items: tuple[dict[str, str], ...] = (), **given: Any) -> Sources:
    """The release, of all or of the goods listed."""
    first = seized()
    on = date(2026, 1, 20)
    typed: dict[str, Any] = {"release_ground": "decided", "return_place": "当事人到本局领取", **given.pop("values", {})}
    if items:
        typed["items"] = list(items)
    numbers = {"20": "浏农（兽药）解扣〔2026〕1号", "21": "浏农（兽药）解扣清〔2026〕1号"}
    recorded: dict[str, Any] = {
        "ref": first.id,
        "reason": "本机关已于2026年1月20日对本案作出处理决定，不再需要扣押。",
        "values": typed | {"number_20": numbers["20"]},
        "document": Document(form, numbers[form], on),
    }
    act = make_act("seizure_released", on, **(recorded | given))
    return sources_of(act, vaccine_case(first, act))


def many(count: int) -> tuple[dict[str, str], ...]:
    """So many lines of goods, all different."""
    rows = lines(VACCINES, "瓶")
    return tuple(rows[number % 6] | {"batch": f"2025{number:04d}"} for number in range(count))


def investigation_papers() -> dict[str, Paper]:
    """Every sample paper by name."""
    citizen = make_case().parties[0]
    full = {
        "8": paper_of("8", opening_sources()),
        "8 citizen": paper_of("8", opening_sources(party=citizen)),
        "8 declined": paper_of("8", opening_sources(opened=False)),
        "10": paper_of("10", correction_sources()),
        "10 at once": paper_of("10", correction_sources(by=date(2025, 3, 19))),
        "12": paper_of("12", inspection_sources()),
        "12 refused": paper_of("12", inspection_sources(refusal_note="当事人看过笔录后拒绝签名", witness="村干部周某")),
        "16": paper_of("16", preservation_sources()),
        "16 many": paper_of("16", preservation_sources(many(60))),
        "17": paper_of("17", disposal_sources()),
        "17 feed": paper_of("17", feed_disposal_sources()),
        "18": paper_of("18", seizure_sources()),
        "19": paper_of("19", seizure_sources("19")),
        "20": paper_of("20", release_sources()),
        "21": paper_of("21", seizure_sources("21")),
        "21 many": paper_of("21", seizure_sources("21", many(60))),
        "21 released": paper_of("21", release_sources("21", lines(VACCINES[:2], "瓶"))),
    }
    kinds = {"8": "case_opened", "10": "correction_ordered", "12": "site_inspected", "16": "evidence_preserved"}
    kinds |= {"17": "preservation_decided", "18": "property_seized", "19": "property_seized", "21": "property_seized"}
    empty = {f"{form} empty": paper_of(form, empty_sources(kind)) for form, kind in kinds.items()}
    return full | empty | {"20 empty": paper_of("20", empty_sources("seizure_released"))}


INVESTIGATION_PAGES = {
    "8": 1,
    "8 citizen": 1,
    "8 declined": 1,
    "10": 2,
    "10 at once": 2,
    "12": 2,
    "12 refused": 2,
    "16": 2,
    "16 many": 5,
    "17": 2,
    "17 feed": 2,
    "18": 2,
    "19": 1,
    "20": 1,
    "21": 1,
    "21 many": 3,
    "21 released": 1,
}
