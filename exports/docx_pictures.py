"""Pictures in a docx: each kept once as a part, shown inline in the middle of its cell."""

from io import BytesIO

from docx.document import Document
from docx.oxml.ns import nsdecls

from exports.docx_xml import el, paragraph, styled
from exports.pictures import UNSHOWN, ReadPicture, for_paper
from forms.blocks import Run, Text

EMU = 36_000  # a millimetre in the unit of drawings
UNDER_LINE = 2.0  # mm that the line of a picture takes below it
NAMESPACES = nsdecls("wp", "a", "pic", "r")


class DocxPictures:
    """Hands out paragraphs with pictures for one document."""

    def __init__(self, document: Document, read: ReadPicture) -> None:
        self._document, self._read = document, read
        self._count = 0

    def paragraph(self, digest: str, width: float, height: float, *, keep_next: bool) -> str:
        """A paragraph with the picture as large as a box of so many mm allows; words where it can't be shown."""
        picture = for_paper(digest, self._read)
        if picture is None:
            return paragraph(Text((Run(UNSHOWN),), "label"), keep_next=keep_next)
        relation, _ = self._document.part.get_or_add_image(BytesIO(picture.jpeg))
        wide, high = picture.fitted(width, height - UNDER_LINE)
        self._count += 1
        line = el("spacing", before=0, after=0, line=240, lineRule="auto")  # an exact line would cut it off
        look = ("<w:keepNext/>" if keep_next else "") + line
        return styled("list_mid", _drawing(relation, self._count, round(wide * EMU), round(high * EMU)), look=look)


def _drawing(relation: str, number: int, width: int, height: int) -> str:
    name = f'id="{number}" name="picture{number}"'
    size = f'cx="{width}" cy="{height}"'
    shape = (
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    fill = f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    picture = f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>{fill}{shape}</pic:pic>"
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    graphic = f'<a:graphic><a:graphicData uri="{kind}">{picture}</a:graphicData></a:graphic>'
    inline = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0" {NAMESPACES}><wp:extent {size}/>'
        f"<wp:docPr {name}/>{graphic}</wp:inline>"
    )
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"
