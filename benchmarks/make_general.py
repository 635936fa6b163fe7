"""A general case of a stated size: a sample's script with further interviews and pieces of evidence put in."""

from datetime import date, timedelta

from resources import path

SAMPLE = "c12-unlicensed-vetdrugs-instalments.toml"
FIRST_INTERVIEW = date(2024, 4, 30)


def general_script(acts: int, evidence: int = 0) -> str:
    """The sample as TOML text with this many acts and at least this many pieces of evidence."""
    text = (path("samples") / SAMPLE).read_text("utf-8").partition("\n[expect")[0]
    wanting = acts - text.count("[[act]]")
    more = [_interview(number) for number in range(wanting)]
    more += [_evidence(number) for number in range(evidence - text.count("[[evidence]]"))]
    return "\n".join([text, *more])


def _interview(number: int) -> str:
    on = FIRST_INTERVIEW + timedelta(days=number % 20)
    return (
        f'[[act]]\nid = "more-{number}"\nkind = "interview_held"\non = {on}\nat = 09:{number % 60:02d}:00\n'
        f'until = 10:{number % 60:02d}:00\nofficers = ["A", "B"]\nrespondent = "某某"\nrole = "证人"\n'
        "certificates_shown = true\n"
    )


def _evidence(number: int) -> str:
    return (
        f'[[evidence]]\nid = "more-{number}"\nkind = "书证"\nname = "第{number}份材料"\ncopies = 1\npages = 2\n'
        'proves = "经营情况"\n'
    )
