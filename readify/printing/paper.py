"""A PDF page as a surface: vector only, every font embedded. Knows no layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from readify.printing import fonts, vector
from readify.printing.archival import archived, mark_archival
from readify.printing.fonts import MEDIUM, Lettering
from readify.printing.paths import rounded
from readify.printing.picture import RGB, Picture
from readify.printing.qr import Matrix, draw_qr
from readify.printing.surface import INK, NIGHT, Clip

PaperSize = Literal["A3", "A4", "A5"]
Progress = Callable[[int, int], None]
"""Called with (done, total) after each page."""

MM = 72 / 25.4
SIZES: dict[str, tuple[float, float]] = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}
"""Millimetres, upright (ISO 216)."""


BLEED = 3 * MM
"""What is printed beyond the cut, so that no white edge shows."""

AROUND = 12 * MM
"""The strip around a page with crop marks."""


def new_document(size: PaperSize, title: str, language: str, *, crop: bool = False) -> tuple[Canvas, BytesIO]:
    """An empty PDF/A and where its bytes go. No date and no random id: equal input gives equal bytes.

    With `crop` each page is larger than the paper: it names where to cut (TrimBox) and how far ink goes on
    (BleedBox).
    """
    fonts.register_fonts()
    width, height = (side * MM for side in SIZES[size])
    around = AROUND if crop else 0
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(width + 2 * around, height + 2 * around),
        pageCompression=1,
        invariant=1,
        initialFontName=MEDIUM,  # type: ignore[arg-type]  # a name; else an unembedded Helvetica is listed
        lang=language,
        pdfVersion=(1, 7),
    )
    mark_archival(canvas, title, language)
    if crop:
        trim = (around, around, around + width, around + height)
        canvas.setTrimBox(trim)
        canvas.setBleedBox((trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED))
    return canvas, out


def finished(canvas: Canvas, out: BytesIO) -> bytes:
    """The bytes of the document, when its last page has been shown."""
    canvas.save()
    return archived(out.getvalue())


def crop_marks(canvas: Canvas, *, around: float = AROUND) -> None:
    """Two short lines at each corner, clear of the bleed; in points, on a page that is not scaled."""
    wide, high = canvas._pagesize  # type: ignore[attr-defined]
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.25)
    canvas.setDash([])
    near, far = 4 * MM, 10 * MM
    for x, out in ((around, -1), (wide - around, 1)):
        for y, up in ((around, -1), (high - around, 1)):
            canvas.line(x + out * near, y, x + out * far, y)
            canvas.line(x, y + up * near, x, y + up * far)


@dataclass(frozen=True, slots=True)
class Paper:
    """The canvas's current page, seen as `width` units wide and `height` high with y down."""

    canvas: Canvas
    width: float
    height: float

    @classmethod
    def begin(cls, canvas: Canvas, width: float, *, around: float = 0) -> Paper:
        """Start drawing on the current page, `width` units across, within a strip of `around` points."""
        wide, high = (side - 2 * around for side in canvas._pagesize)  # type: ignore[attr-defined]
        if around:
            canvas.translate(around, around)
            outline = canvas.beginPath()
            outline.rect(-BLEED, -BLEED, wide + 2 * BLEED, high + 2 * BLEED)
            canvas.clipPath(outline, stroke=0, fill=0)
        canvas.scale(wide / width, wide / width)
        return cls(canvas, width, high * width / wide)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0,
        fill: RGB | None = None,
        stroke: RGB | None = None,
        line: float = 1,
    ) -> None:
        """See `Surface.box`."""
        if fill:
            self.canvas.setFillColorRGB(*fill)
        if stroke:
            self.canvas.setStrokeColorRGB(*stroke)
            self.canvas.setLineWidth(line)
            self.canvas.setDash([])
        low = self.height - y - height
        self.canvas.roundRect(x, low, width, height, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def dashes(
        self, x0: float, y0: float, x1: float, y1: float, *, stroke: RGB, line: float, dash: float
    ) -> None:
        """See `Surface.dashes`."""
        self.canvas.saveState()
        self.canvas.setStrokeColorRGB(*stroke)
        self.canvas.setLineWidth(line)
        self.canvas.setLineCap(0 if dash else 1)
        self.canvas.setDash([dash, dash * 0.9] if dash else [0, line * 2.2])
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        self.canvas.restoreState()

    def ring(self, x: float, y: float, radius: float, *, stroke: RGB, line: float, dash: float = 0) -> None:
        """See `Surface.ring`."""
        self.canvas.setStrokeColorRGB(*stroke)
        self.canvas.setLineWidth(line)
        self.canvas.setDash([dash, dash * 0.8] if dash else [])
        self.canvas.circle(x, self.height - y, radius, stroke=1, fill=0)

    def text(
        self,
        text: str | Lettering,
        x: float,
        y: float,
        *,
        size: float,
        font: str = MEDIUM,
        fill: RGB = INK,
        align: str = "left",
        spacing: float = 0,
    ) -> None:
        """See `Surface.text`."""
        letters = text if isinstance(text, Lettering) else fonts.printable(text, font)
        self.canvas.setFillColorRGB(*fill)
        fonts.write(self.canvas, letters, x=x, y=self.height - y, size=size, align=align, spacing=spacing)

    def art(
        self, name: str, picture: Picture, x: float, y: float, *, width: float, clip: Clip | None = None
    ) -> None:
        """See `Surface.art`."""
        self.canvas.saveState()
        if clip:
            outline = vector.path_operators(tuple(rounded(*clip)), self.height)
            self.canvas.addLiteral(f"{outline}\nW n")
        high = width * picture.height / picture.width
        vector.place(self.canvas, name, picture, x=x, y=self.height - y - high, width=width)
        self.canvas.restoreState()

    def code(self, matrix: Matrix, x: float, y: float, side: float) -> None:
        """See `Surface.code`."""
        self.canvas.setFillColorRGB(*NIGHT)
        draw_qr(self.canvas, matrix, x, self.height - y - side, side)

    def bitmap(self, name: str, png: bytes, x: float, y: float, *, width: float, height: float) -> None:
        """See `Surface.bitmap`. ReportLab stores equal pictures once."""
        self.canvas.drawImage(ImageReader(BytesIO(png)), x, self.height - y - height, width, height)

    @contextmanager
    def upside_down(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """See `Surface.upside_down`."""
        self.canvas.saveState()
        self.canvas.translate(2 * x + width, 2 * (self.height - y) - height)
        self.canvas.rotate(180)
        yield
        self.canvas.restoreState()
