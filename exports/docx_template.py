"""The lean template that python-docx opens for each paper, and the repacking that makes the same paper the same bytes.

The template holds our own styles, settings, a font table with substitutes, and one section with its page numbers: 3 KB,
built from `layout.toml` once per process for each kind of page.
"""

from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.section import Section
from docx.shared import Mm

from exports.docx_xml import JC, el, field, hair, run, styled, twips
from forms.blocks import Run
from forms.measures import FACES, PAGES, STYLES, Page, Style

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = nsdecls("w")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
LEVEL = 6


@cache
def template(page_kind: str, *, headed: bool) -> bytes:
    """The empty docx of a kind of page; `headed`: the first page's head and foot are its own."""
    package = _package()
    document = package.main_document_part.document
    _set_page(document.sections[0], PAGES[page_kind], headed)
    _set_running(document, PAGES[page_kind], headed)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document as bytes that depend on nothing but its content: fixed stamps, order as related."""
    loose, target = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as parts, ZipFile(target, "w") as packed:
        for name in parts.namelist():
            info = ZipInfo(name, FIXED_TIME)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            packed.writestr(info, parts.read(name), compresslevel=LEVEL)
    return target.getvalue()


def elements(content: str) -> list[Any]:
    """WordprocessingML text as elements, ready to be put into a body, head or foot."""
    return list(parse_xml(f"<w:body {W}>{content}</w:body>"))


def _package() -> Package:
    """Our own parts, related as Word expects them."""
    package = Package()
    body = f"{HEAD}<w:document {nsdecls('w', 'r')}><w:body><w:sectPr/></w:body></w:document>"
    core = f"{HEAD}<cp:coreProperties {nsdecls('cp', 'dc')}/>"  # no dates: the same paper has the same bytes
    main = DocumentPart.load(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, body.encode(), package)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    properties = CorePropertiesPart.load(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, core.encode(), package
    )
    package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for part, name, kind, relation, content in (
        (StylesPart, "styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, _styles()),
        (SettingsPart, "settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _settings()),
        (Part, "fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, _font_table()),
    ):
        main.relate_to(part.load(PackURI(f"/word/{name}.xml"), kind, content.encode(), package), relation)
    return package


def _set_page(section: Section, page: Page, headed: bool) -> None:
    width, height = page.paper
    section.page_width, section.page_height = Mm(width), Mm(height)
    if page.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.head), Mm(page.foot)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = headed


def _set_running(document: Document, page: Page, headed: bool) -> None:
    """Page numbers in the feet; where the first page differs its foot must be filled too, and its head empty."""
    section = document.sections[0]
    feet = [(section.footer, "right")] + ([(section.first_page_footer, "right")] if headed else [])
    if headed:
        section.first_page_header.part.element[:] = elements(hair())
        section.header.part.element[:] = elements(hair())
    if page.numbers == "none":
        return
    if page.numbers == "dash":
        document.settings.odd_and_even_pages_header_footer = True
        feet.append((section.even_page_footer, "left"))
    for foot, align in feet:
        foot.part.element[:] = elements(_dashes(align) if page.numbers == "dash" else _page_of())


def _dashes(align: str) -> str:
    """— 1 —, one character from the edge."""
    inset = el("ind", **{f"{align}Chars": 100, align: twips(STYLES["page_number"].size)})
    return styled("page_number", run(Run("— ")), field("PAGE"), run(Run(" —")), look=inset + el("jc", val=JC[align]))


def _page_of() -> str:
    """第 x 页 共 y 页."""
    words = (run(Run("第 ")), field("PAGE"), run(Run(" 页 共 ")), field("NUMPAGES"), run(Run(" 页")))
    return styled("page_of", *words, look=el("jc", val="center"))


def _fonts(face: str) -> str:
    """All four slots named: digits then come from the same face; the hint keeps “ ” … — full width."""
    name = quoteattr(FACES[face].docx)
    return f'<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name} w:hint="eastAsia"/>'


def _indent(look: Style) -> str:
    """Both units: Word takes the …Chars value, others the twips."""
    first = "firstLine" if look.indent > 0 else "hanging"
    parts = [(name, chars) for name, chars in (("left", look.left), (first, abs(look.indent))) if chars]
    words = "".join(
        f' w:{name}Chars="{round(chars * 100)}" w:{name}="{twips(chars * look.size)}"' for name, chars in parts
    )
    return f"<w:ind{words}/>" if parts else ""


def _style(key: str, look: Style) -> str:
    keep = "<w:keepNext/>" if look.keep_next else ""
    tracking = f'<w:spacing w:val="{twips(look.tracking)}"/>' if look.tracking else ""
    half_points = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{key}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}'
        f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" '
        f'w:line="{twips(look.pitch)}" w:lineRule="exact"/>'
        f'{_indent(look)}<w:jc w:val="{JC[look.align]}"/></w:pPr>'
        f'<w:rPr>{_fonts(look.face)}{tracking}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        "</w:rPr></w:style>"
    )


def _styles() -> str:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
        '<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="hair"><w:name w:val="hair"/>'
        '<w:basedOn w:val="Normal"/><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts("fangsong")}<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    ours = "".join(_style(key, look) for key, look in STYLES.items())
    return f"{HEAD}<w:styles {W}>{defaults}{normal}{ours}</w:styles>"


def _settings() -> str:
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    entries = "".join(
        f"<w:font w:name={quoteattr(face.docx)}><w:altName w:val={quoteattr(face.substitute)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face in FACES.values()
    )
    return f"{HEAD}<w:fonts {W}>{entries}</w:fonts>"
