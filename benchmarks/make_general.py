"""A general case of a stated size: a sample's script with further interviews and photos put in."""

from datetime import date, timedelta
from pathlib import Path

from resources import path

SAMPLE = "c12-unlicensed-vetdrugs-instalments.toml"
FIRST_INTERVIEW = date(2024, 4, 30)


def general_script(acts: int, photos: int = 0) -> str:
    """The sample as TOML text with this many acts, and this many photos that lie beside the script (`write_photos`)."""
    text = (path("samples") / SAMPLE).read_text("utf-8").partition("\n[expect")[0]
    wanting = acts - text.count("[[act]]")
    more = [_interview(number) for number in range(wanting)]
    more += [_photo(number) for number in range(photos)]
    return "\n".join([text, *more])


def _interview(number: int) -> str:
    on = FIRST_INTERVIEW + timedelta(days=number % 20)
    return (
        f'[[act]]\nid = "more-{number}"\nkind = "interview_held"\non = {on}\nat = 09:{number % 60:02d}:00\n'
        f'until = 10:{number % 60:02d}:00\nofficers = ["A", "B"]\nrespondent = "某某"\nrole = "证人"\n'
        "certificates_shown = true\n"
    )


def write_photos(folder: Path, count: int) -> None:
    """Write the photos that a script of `photos` names, each with other bytes."""
    from PIL import Image

    for number in range(count):
        Image.new("RGB", (640, 480), (number * 4, 120, 90)).save(folder / _file(number))


def _photo(number: int) -> str:
    return (
        f'[[evidence]]\nid = "more-{number}"\nkind = "视听资料"\nname = "第{number + 1}张照片"\ncopies = 1\npages = 1\n'
        f'proves = "现场情况"\nfile = "{_file(number)}"\n'
    )


def _file(number: int) -> str:
    return f"photo-{number}.jpg"
