"""What stands in the way of confirming a finding, of its consequence, and of the opinion (X6).

The holes of the regulation stop nobody: each can be answered with a reason instead. What has no answer at all does.
"""

from collections.abc import Iterator

from procedures.accountability import Accountability
from procedures.faults import FAULT_ARTICLES, Consequence, FaultFile, Involved
from procedures.problems import Problem

ITEMS, PERSONS, CAUSES = "附件4 第八条至第十二条", "附件4 第六条", "附件4 第二条"
ORIGINS, INSPECTION, SANCTIONS = "附件4 第五条", "附件3 第七条第四项", "附件4 第七条"
MOST_APPEAL_DAYS = 365
STATEMENT = "附件4 第四条（实事求是、过责相当）"


def wanting(file: FaultFile) -> tuple[Problem, ...]:
    """What has to be answered before a second person may confirm; `where` names the field of the file."""
    parts = (_of_facts, _of_origin, _of_bearing, _of_fault, _of_statements, _of_complaint)
    return tuple(problem for part in parts for problem in part(file))


def wanting_for_paper(file: FaultFile) -> tuple[Problem, ...]:
    """What stands in the way of issuing X6: all of `wanting`, the confirmation, the consequence, an open appeal."""
    found = list(wanting(file))
    if file.confirmation is None:
        found.append(Problem("还没有经第二人复核认定", ORIGINS, "请非本案承办、批准的人员复核", "confirmation"))
    if file.consequence is None:
        found.append(Problem("还没有写追究方式", SANCTIONS, "选定追究方式，写明理由", "consequence"))
    if file.open_appeal is not None:
        found.append(Problem("申诉还没有处理，追究暂缓", "", "先记申诉的处理结果", "appeals"))
    return tuple(found)


def tells_appeal(file: FaultFile) -> bool:
    """Whether the office has said within how many days, and where, a person may appeal."""
    return not any(_of_complaint(file))


def unknown_items(file: FaultFile, accountability: Accountability) -> tuple[Problem, ...]:
    """Items that articles 8 to 12 don't have."""
    return tuple(
        Problem(f"附件4没有第{article}条第{item}项这一过错情形", ITEMS, "从第八条至第十二条的各项中选", "items")
        for article, item in file.items
        if article not in FAULT_ARTICLES or (article, item) not in accountability.items
    )


def wanting_in_consequence(file: FaultFile, consequence: Consequence) -> tuple[Problem, ...]:
    """What is missing or doesn't fit in a consequence under article 7."""
    rules = consequence.rules
    found: list[Problem] = []
    if "7.1" in rules and "7.2" in rules:
        text = "情节较轻和情节较重不能同时适用"
        found.append(Problem(text, "附件4 第七条第一项、第二项", "选其中一项", "rules"))
    if not consequence.words.strip():
        wanted = "给予什么处分" if rules else "不予追究处分的理由"
        found.append(Problem(f"没有写{wanted}", SANCTIONS, f"写明{wanted}", "words"))
    found += _of_qualification(file, consequence)
    found += _of_compensation(file, consequence)
    if consequence.crime and not consequence.handed_to.strip():
        text = "构成犯罪的，应当写明送交哪个司法机关"
        found.append(Problem(text, "附件4 第七条第二项", "填写受移送的机关", "handed_to"))
    return tuple(found)


def _of_qualification(file: FaultFile, consequence: Consequence) -> Iterator[Problem]:
    basis, bearing = "附件4 第七条第二项", {person.officer_id for person in file.bearers() if person.officer_id}
    if "7.2" not in consequence.rules:
        if consequence.certificate_from or consequence.certificates_of:
            yield Problem(
                "取消执法资格只适用于情节较重的", basis, "选第七条第二项，或者去掉停止使用证件的日期", "rules"
            )
        return
    if consequence.certificate_from is None:
        yield Problem("没有写执法资格自哪一天起取消", basis, "填写日期", "certificate_from")
    if not consequence.certificates_of:
        yield Problem("没有选定取消谁的执法资格", basis, "从责任人中选", "certificates_of")
    for officer_id in consequence.certificates_of:
        if officer_id not in bearing:
            yield Problem("只能取消责任人的执法资格", basis, "从承担责任的人员中选", "certificates_of")


def _of_compensation(file: FaultFile, consequence: Consequence) -> Iterator[Problem]:
    basis = "附件4 第七条第三项"
    if "7.3" not in consequence.rules:
        if consequence.amount:
            yield Problem("承担赔偿费用要选第七条第三项", basis, "选第七条第三项，或者去掉金额", "rules")
        return
    if file.harm != "found":
        yield Problem("没有认定损害，不能责令承担赔偿费用", basis, "去掉第七条第三项，或者先认定损害", "rules")
    if consequence.amount is None or consequence.amount <= 0:
        yield Problem("没有写责任人承担的金额", basis, "填写全部或者部分赔偿费用的金额", "amount")


def _of_facts(file: FaultFile) -> Iterator[Problem]:
    if not file.items:
        yield Problem("没有选定过错情形", ITEMS, "从第八条至第十二条的各项中选", "items")
    if not file.facts.strip():
        yield Problem("没有写过错事实", ITEMS, "写明什么时间、做了什么或者没有做什么", "facts")


def _of_origin(file: FaultFile) -> Iterator[Problem]:
    if file.origin is None:
        text = "没有写明过错是怎样认定的"
        yield Problem(text, ORIGINS, "选第五条的一种途径；由本机关监督检查提出的，选监督检查并写理由", "origin")
    elif file.origin == "inspection" and not file.origin_reason.strip():
        text = "由监督检查提出的，不在第五条四种途径之内，应当写明理由"
        yield Problem(text, INSPECTION, "写明检查的时间、发现的问题和提出追究意见的理由", "origin_reason")
    elif file.origin == "local_rules" and not file.origin_reason.strip():
        text = "没有写明属于《浏阳市行政执法违法责任追究办法》规定的哪种行为"
        yield Problem(text, "附件4 第五条第四项", "写明条文和行为", "origin_reason")


def _of_bearing(file: FaultFile) -> Iterator[Problem]:
    if not file.persons:
        yield Problem("没有责任人", PERSONS, "从案件记载的人员中选，或者手工填写", "persons")
    elif not file.bearers():
        yield Problem("没有写明谁承担责任", PERSONS, "写明各人是承担责任还是负连带责任", "persons")
    if any(not person.name.strip() for person in file.persons):
        yield Problem("有一名人员没有姓名", PERSONS, "填写姓名，或者去掉这一行", "persons")
    if len({person.key for person in file.persons}) < len(file.persons):
        yield Problem("同一人员列了两次", PERSONS, "合为一行", "persons")
    if file.bearing_rule is None:
        text = "没有写明责任依第六条哪一项承担"
        yield Problem(text, PERSONS, "选一项；各项都不合的，选“第六条没有规定的情形”并写理由", "bearing_rule")
    elif file.bearing_rule == "not_covered" and not file.bearing_reason.strip():
        yield Problem("第六条没有规定的情形，应当写明由谁承担和理由", PERSONS, "写明理由", "bearing_reason")
    else:
        yield from _of_rule(file)


def _of_rule(file: FaultFile) -> Iterator[Problem]:
    """Whether the shares are those of the item that was chosen."""
    main = [person for person in file.bearers() if person.bearing == "main"]
    if file.bearing_rule in ("6.1", "6.3") and main and not any(person.role == "handler" for person in main):
        place = "第一项" if file.bearing_rule == "6.1" else "第三项"
        text = f"第六条{place}由承办人承担责任，承担责任的人员中没有承办人"
        yield Problem(text, f"附件4 第六条{place}", "改选承担责任的人员，或者另选一项", "bearing_rule")
    if file.bearing_rule == "6.2" and main and not any(_leads(person) for person in main):
        text = "第六条第二项由相关领导承担责任，承担责任的人员中没有领导"
        yield Problem(text, "附件4 第六条第二项", "改选承担责任的人员，或者另选一项", "bearing_rule")
    handlers = [person for person in file.bearers() if person.role == "handler"]
    if file.bearing_rule == "6.4" and handlers:
        names = "、".join(person.name for person in handlers)
        text = f"承办人办案正确而被否决的，由单位或者行政首长承担责任；{names}是承办人，不承担责任"
        yield Problem(text, "附件4 第六条第四项", "把承办人改为不承担责任，或者另选一项", "persons")


def _leads(person: Involved) -> bool:
    return person.role in ("approver", "head", "unit")


def _of_fault(file: FaultFile) -> Iterator[Problem]:
    if file.fault is None:
        yield Problem("没有回答是故意还是过失", CAUSES, "选故意或者过失", "fault")
    if file.harm is None:
        text = "没有回答是否造成损害"
        yield Problem(text, CAUSES, "过错须对行政管理相对人造成损害；没有发现的，选“未发现损害”并写理由", "harm")
    elif not file.harm_words.strip():
        wanted = "造成了什么损害" if file.harm == "found" else "为什么未发现损害仍应追究"
        yield Problem(f"没有写{wanted}", CAUSES, f"写明{wanted}", "harm_words")
    if file.harm == "found" and not file.cause_words.strip():
        yield Problem("没有写行为与损害之间的因果关系", CAUSES, "写明损害是怎样由这一行为造成的", "cause_words")


def _of_statements(file: FaultFile) -> Iterator[Problem]:
    for person in file.unheard():
        text = f"没有听取{person.name}的陈述，也没有记明本人放弃"
        yield Problem(text, STATEMENT, "请本人说明，或者记明本人放弃陈述", "statements")


def _of_complaint(file: FaultFile) -> Iterator[Problem]:
    """What the opinion tells of a complaint is a part of the description: to add it later undoes the confirmation."""
    if file.appeal_days is None or not 1 <= file.appeal_days <= MOST_APPEAL_DAYS:
        text = f"没有写明申诉的期限（1 至 {MOST_APPEAL_DAYS} 日）"
        yield Problem(text, "", "附件4没有规定申诉期限，由本机关确定后填写", "appeal_days")
    if not file.appeal_to.strip():
        yield Problem("没有写明向哪里申诉", "", "填写受理申诉的机关，意见书照印", "appeal_to")
