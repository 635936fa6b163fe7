"""The opinion on a fault (X6): what it holds, put into words from the file of a finding.

The paper belongs to no act of a case. Every reason that fills a hole of the regulation stands on it: an origin beside
the four ways of 第五条, harm that was not found, a bearing that 第六条 doesn't cover.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from forms.amounts import in_full
from forms.dates import day
from forms.prepare import Prepared, prepare
from forms.schema import Form
from forms.sources import Sources
from procedures.case import Act, Case, Document
from procedures.faults import (
    BEARING_WORDS,
    CONSEQUENCE_WORDS,
    ORIGIN_BASIS,
    ROLE_WORDS,
    Consequence,
    FaultFile,
    Involved,
    rule_words,
)
from procedures.faults_wanting import tells_appeal
from procedures.numerals import article_words, chinese_number

if TYPE_CHECKING:
    from procedures.rulebook import Rulebook

OPINION = "X6"


def prepare_opinion(
    form: Form, file: FaultFile, office: Mapping[str, Any], document: Document, rulebook: "Rulebook"
) -> Prepared:
    """The fields of X6 for a finding, with what is still wanting of the paper; nothing is drawn or stored."""
    on = document.issued_on or file.decided_on or date.min
    sources = Sources(Case(), None, Act(file.id, "finding", on), office, (), document, on, rulebook)
    return prepare(form, sources, opinion_values(file, rulebook))


def opinion_values(file: FaultFile, rulebook: "Rulebook") -> Mapping[str, Any]:
    """The values of the fields of X6, in words."""
    return {
        "respondents": [
            {
                "name": person.name,
                "unit_post": person.unit_post,
                "certificate_no": person.certificate_no,
                "role": ROLE_WORDS[person.role],
            }
            for person in file.bearers()
        ],
        "case_reference": " ".join(filter(None, (file.case_number, file.case_title))),
        "origin": file.origin,
        "origin_words": _origin_words(file),
        "fault_facts": _joined(file.facts),
        "fault_evidence": "、".join(file.evidence),
        "fault_items": [
            {"place": article_words(article, None, item), "text": _quoted(rulebook, article, item)}
            for article, item in file.items
        ],
        "fault": file.fault,
        "harm": file.harm,
        "harm_words": _joined(file.harm_words, file.cause_words),
        "liability": liability_words(file),
        "statements": [{"text": words} for words in _statements(file)],
        "fault_opinion": _joined(file.opinion),
        "consequences": [{"text": words} for words in consequence_words(file)],
        "confirmed_words": _confirmed_words(file),
        "proposer": file.proposer,
        "appeal_words": appeal_words(file),
    }


def liability_words(file: FaultFile) -> str:
    """Who bears it, under which item of 第六条, and why where it says nothing of such a case."""
    if file.bearing_rule is None:
        return ""
    rule = file.bearing_rule
    lead = "第六条没有规定这一情形" if rule == "not_covered" else f"依据{rule_words(rule)}"
    shares = "；".join(f"{_named(person)}{BEARING_WORDS[person.bearing]}" for person in file.bearers())
    protected = [person for person in file.persons if rule == "6.4" and person.role == "handler"]
    shares += "".join(f"；{_named(person)}办案正确，不承担责任" for person in protected if person.bearing == "none")
    return _joined(f"{lead}，{shares}" if shares else lead, file.bearing_reason)


def consequence_words(file: FaultFile) -> tuple[str, ...]:
    """What follows under 第七条, a sentence for each item; nothing before it is decided."""
    consequence = file.consequence
    if consequence is None:
        return ()
    words = _joined(consequence.words)
    sentences = [_sentence(file, consequence, rule) for rule in consequence.rules] or [""]
    sentences[0] += words
    if consequence.crime:
        handed = f"{day(consequence.handed_on)}" if consequence.handed_on else ""
        sentences.append(f"涉嫌犯罪，{handed}送交{consequence.handed_to}依法追究刑事责任。")
    return tuple(sentences)


def appeal_words(file: FaultFile) -> str:
    """Where and until when a person may appeal; nothing while the office has not said so."""
    if file.appeal_days is None or not tells_appeal(file):
        return ""
    days = chinese_number(file.appeal_days)
    return f"责任人不服本意见的，可以自收到本意见书之日起{days}日内向{file.appeal_to}申诉。"


def _sentence(file: FaultFile, consequence: Consequence, rule: str) -> str:
    lead = f"依据{rule_words(rule)}"
    if rule == "7.2" and consequence.certificate_from is not None:
        names = "、".join(one.name for one in file.persons if one.officer_id in consequence.certificates_of)
        return f"{lead}，取消{names}的执法资格，自{day(consequence.certificate_from)}起。"
    if rule == "7.3" and consequence.amount is not None:
        return f"{lead}，责令责任人承担赔偿费用{in_full(consequence.amount)}。"
    return f"{lead}，{CONSEQUENCE_WORDS['7.1']}。"


def _quoted(rulebook: "Rulebook", article: int, item: int) -> str:
    """The words of an item without the mark that closes it in the list."""
    return rulebook.accountability.items[article, item].text.rstrip(";。")


def _origin_words(file: FaultFile) -> str:
    if file.origin is None:
        return ""
    found = f"（{day(file.found_on)}）" if file.found_on else ""
    return _joined(f"{ORIGIN_BASIS[file.origin]}{found}", file.origin_reason)


def _statements(file: FaultFile) -> Iterator[str]:
    for person in file.to_be_heard():
        statement = file.statement_of(person)
        if statement is not None and statement.answer is not None:
            on = f"（{day(statement.on)}）" if statement.on else ""
            said = "放弃陈述" if statement.answer == "waived" else "陈述"
            yield _joined(f"{person.name}{said}{on}：{statement.words}")


def _confirmed_words(file: FaultFile) -> str:
    confirmation = file.confirmation
    if confirmation is None:
        return ""
    return _joined(f"{day(confirmation.on)}经{confirmation.name}复核认定", confirmation.words)


def _named(person: Involved) -> str:
    return f"{person.name}（{ROLE_WORDS[person.role]}）"


def _joined(*sentences: str) -> str:
    """Sentences one after the other, each with its closing mark."""
    return "".join(one if one.endswith(("。", "？")) else f"{one}。" for one in sentences if one)
