"""The parts of a docx that do not change: our own styles, settings, a font table with substitutes. About 3 KB zipped.

The package is written here and not with python-docx: its document has to be repacked anyway to be the same bytes twice,
its objects cannot express half of what the pages need, and text with fixed parts is many times faster.
"""

from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.docx_xml import JC, twips
from forms.measures import FACES, STYLES, Style

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
LEVEL = 6


def package(title: str, body: str, running: dict[str, str], *, odd_even: bool) -> bytes:
    """The zip of all parts; `running` holds heads and feet as part name → content, `running_id(n)` is the n-th's id."""
    parts = {
        "[Content_Types].xml": _types(tuple(running)),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(title),
        "word/document.xml": f'{HEAD}<w:document {W} xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(tuple(running)),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(odd_even),
        "word/fontTable.xml": _font_table(),
    }
    for name, content in running.items():
        tag = "hdr" if name.startswith("header") else "ftr"
        parts[f"word/{name}.xml"] = f"{HEAD}<w:{tag} {W}>{content}</w:{tag}>"
    return _pack(parts)


FIXED_RELATIONS = (("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"))


def running_id(number: int) -> str:
    """The relation id of the n-th head or foot, counted from 0."""
    return f"rId{len(FIXED_RELATIONS) + 1 + number}"


def _pack(parts: dict[str, str]) -> bytes:
    """A zip with fixed time stamps and system: the same parts give the same bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, FIXED_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content.encode())
    return target.getvalue()


@cache
def _types(running: tuple[str, ...]) -> str:
    kinds = [
        ("word/document.xml", f"{WORD}.document.main+xml"),
        ("word/styles.xml", f"{WORD}.styles+xml"),
        ("word/settings.xml", f"{WORD}.settings+xml"),
        ("word/fontTable.xml", f"{WORD}.fontTable+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"word/{name}.xml", f"{WORD}.{name.rstrip('0123456789')}+xml") for name in running),
    ]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds)
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


@cache
def _relations(running: tuple[str, ...]) -> str:
    targets = [*FIXED_RELATIONS, *((name.rstrip("0123456789"), f"{name}.xml") for name in running)]
    return _relation_part([(f"{R}/{kind}", target) for kind, target in targets])


@cache
def _package_relations() -> str:
    return _relation_part(
        [
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ]
    )


def _relation_part(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _core(title: str) -> str:
    """Properties without dates or names: the same paper has the same bytes."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


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


@cache
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
    return (
        f"{HEAD}<w:styles {W}>{defaults}{normal}{''.join(_style(key, look) for key, look in STYLES.items())}</w:styles>"
    )


@cache
def _settings(odd_even: bool) -> str:
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
        f"{'<w:evenAndOddHeaders/>' if odd_even else ''}"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


@cache
def _font_table() -> str:
    entries = "".join(
        f"<w:font w:name={quoteattr(face.docx)}><w:altName w:val={quoteattr(face.substitute)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face in FACES.values()
    )
    return f"{HEAD}<w:fonts {W}>{entries}</w:fonts>"
