"""Pictures as papers and the window need them: upright, of a measured size, without what a camera wrote into them."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

LONGEST = 1600  # pixels of the longer side on paper: 260 a inch at the width of the type area
QUALITY = 85
LARGEST = 89_478_485  # pixels that are decoded whole; a JPEG is decoded at a fraction of its size
KEPT = 64
EXIF_PART, TAKEN = 0x8769, 0x9003
READABLE = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF", "JPEG2000")
ReadPicture = Callable[[str], bytes]
UNSHOWN = "（图片不能显示，见所附文件）"

# a large photo is no attack: what is too large to decode is refused below
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class PictureError(Exception):
    """Bytes that can't be shown as a picture, and why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be placed: JPEG bytes, width and height in pixels."""

    jpeg: bytes
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Width and height of the picture in a box, in the box's unit; its proportions are kept."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def scaled(content: bytes, longest: int = LONGEST) -> Picture:
    """A picture whose longer side has at most `longest` pixels, turned as the camera was held. Raises PictureError."""
    try:
        with Image.open(BytesIO(content), formats=READABLE) as opened:
            opened.draft("RGB", (longest, longest))
            if opened.width * opened.height > LARGEST:
                raise PictureError(f"图片过大（{opened.width} × {opened.height} 像素）")
            picture = _on_white(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError as error:
        raise PictureError("图片过大") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError("不是能显示的图片，或者已经损坏") from error
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    target = BytesIO()
    picture.save(target, "JPEG", quality=QUALITY)
    return Picture(target.getvalue(), picture.width, picture.height)


def for_paper(digest: str, read: ReadPicture) -> Picture | None:
    """The picture under a digest in the size of a page; None where there is none to show. `read` gives its bytes."""
    found = _recent.get(digest)
    if found is None:
        try:
            found = scaled(read(digest))
        except PictureError:
            return None
        while len(_recent) >= KEPT:
            _recent.pop(next(iter(_recent)), None)
        _recent[digest] = found
    return found


def no_pictures(_digest: str) -> bytes:
    """The reader of one who has none: every picture is left out, its place stays."""
    return b""


def taken_at(file: Path | bytes) -> datetime | None:
    """When the camera says the picture was taken, by its own clock; None where it does not say."""
    try:
        with Image.open(BytesIO(file) if isinstance(file, bytes) else file, formats=READABLE) as opened:
            said = opened.getexif().get_ifd(EXIF_PART).get(TAKEN, "")
        return datetime.fromisoformat(str(said).strip("\x00 ").replace(":", "-", 2))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return None


_recent: dict[str, Picture] = {}  # a paper is drawn again at every change; under a digest lies one picture for ever


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")
