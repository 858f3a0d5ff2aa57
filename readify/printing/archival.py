"""What makes a PDF one for archives and printing houses: PDF/A-2b, with its metadata and its colours named.

Adds the metadata stream (XMP) and the output intent (sRGB) to a document. That fonts are embedded and nothing
comes from outside is the work of the surfaces; `tests/printing/test_archival.py` checks the whole.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfbase.pdfdoc import format as written
from reportlab.pdfgen.canvas import Canvas

MADE = "2000-01-01T00:00:00+00:00"
"""No real date: equal input gives equal bytes. ReportLab writes the same one in the document's entries."""

PRODUCER = "ReportLab PDF Library - (opensource)"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="2" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Readify</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmp:CreatorTool="Readify" xmp:CreateDate="{made}" xmp:ModifyDate="{made}"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def mark_archival(canvas: Canvas, title: str, language: str) -> None:
    """Declare the document PDF/A-2b. The caller sets no other title, author or subject afterwards."""
    canvas.setTitle(title)
    canvas.setSubject(title)
    canvas.setAuthor("Readify")
    canvas.setCreator("Readify")
    canvas.setProducer(PRODUCER)
    document: Any = canvas._doc  # type: ignore[attr-defined]  # the only way to its catalog
    document.Catalog.Metadata = _metadata(title, language)
    document.Catalog.__Defaults__ = {**document.Catalog.__Defaults__, "OutputIntents": None}
    document.Catalog.OutputIntents = PDFArray([_intent(document)])


class _Open(PDFStream):
    """A stream that any program can read: no filter is even named."""

    def format(self, document: Any) -> bytes:
        entries = PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        return b"".join([written(entries, document), b"\nstream\n", self.content, b"endstream\n"])


def archived(data: bytes) -> bytes:
    """The file that ReportLab wrote, with a line's end before each `endstream`, which PDF/A asks for.

    Every object moves, so the table of where they stand is written anew.
    """
    table = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    trailer = data.index(b"trailer", table)
    rows = data[table:trailer].splitlines()[3:]  # after `xref`, `0 <count>` and the free object
    starts = [int(row[:10]) for row in rows]
    out, moved, at = [data[: starts[0]]], [], starts[0]
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        piece = data[start:end]
        if piece.endswith(_END):
            piece = piece.removesuffix(_END) + b"\n" + _END
        moved.append(b"%010d 00000 n \n" % at)
        out.append(piece)
        at += len(piece)
    out += [b"xref\n0 %d\n0000000000 65535 f \n" % (len(moved) + 1), *moved]
    return b"".join([*out, data[trailer : data.rindex(b"startxref")], b"startxref\n%d\n%%%%EOF\n" % at])


_END = b"endstream\nendobj\n"


def _metadata(title: str, language: str) -> PDFStream:
    text = _XMP.format(title=escape(title), language=escape(language), made=MADE, producer=PRODUCER)
    entries = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return _Open(PDFDictionary(entries), text.encode())


def _intent(document: Any) -> PDFDictionary:
    stream = PDFStream(PDFDictionary({"N": 3}), _srgb(), document.defaultStreamFilters)
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(stream),
        }
    )


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    """The colour profile that lies beside this file; made by LittleCMS through Pillow, free to use."""
    return (files("readify.printing") / "srgb.icc").read_bytes()
