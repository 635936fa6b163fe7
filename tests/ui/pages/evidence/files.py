"""Real photos and other files for the tests of the evidence page."""

from pathlib import Path

from PIL import Image

TAKEN = "2026:10:09 08:45:10"
EXIF_PART, TAKEN_TAG, TURNED = 0x8769, 0x9003, 0x0112


def photo(file: Path, taken: str = "", size: tuple[int, int] = (320, 240), colour: str = "green") -> Path:
    """A JPEG, with the camera's time where one is given."""
    picture = Image.new("RGB", size, colour)
    exif = picture.getexif()
    if taken:
        exif.get_ifd(EXIF_PART)[TAKEN_TAG] = taken
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, "JPEG", exif=exif)
    return file
