"""Pictures that stand in for the photographs of a sample, drawn so that nobody takes them for real ones."""

import hashlib
from io import BytesIO

from resources import path

WIDTH, HEIGHT = 960, 720
MARGIN = 48
TITLE_SIZE, TEXT_SIZE = 44, 26
PAPER, INK, FRAME = (244, 244, 240), (70, 70, 70), (150, 150, 146)
SIGN = "示例照片（构造）"


def placeholder(words: str) -> bytes:
    """A PNG with a sign and these words; the same words give the same bytes."""
    from PIL import Image, ImageDraw, ImageFont

    tint = hashlib.sha256(words.encode()).digest()
    picture = Image.new("RGB", (WIDTH, HEIGHT), tuple(shade - tint[place] % 24 for place, shade in enumerate(PAPER)))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN), outline=FRAME, width=3)
    draw.line((MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN), fill=FRAME, width=2)
    font = str(path("fonts", "NotoSansSC-Regular.ttf"))
    for height, size, text in ((HEIGHT // 2 - TITLE_SIZE, TITLE_SIZE, SIGN), (HEIGHT - 2 * MARGIN, TEXT_SIZE, words)):
        draw.text((WIDTH // 2, height), text, font=ImageFont.truetype(font, size), fill=INK, anchor="mm")
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
