"""A PDF page as a surface: vector only, every font embedded. Knows no layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from readify.printing import fonts, vector
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


def new_document(size: PaperSize, title: str, language: str) -> tuple[Canvas, BytesIO]:
    """An empty PDF and where its bytes go. No date and no random id: equal input gives equal bytes."""
    fonts.register_fonts()
    width, height = SIZES[size]
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(width * MM, height * MM),
        pageCompression=1,
        invariant=1,
        initialFontName=MEDIUM,  # type: ignore[arg-type]  # a name; else an unembedded Helvetica is listed
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor("Readify")
    canvas.setCreator("Readify")
    return canvas, out


@dataclass(frozen=True, slots=True)
class Paper:
    """The canvas's current page, seen as `width` units wide and `height` high with y down."""

    canvas: Canvas
    width: float
    height: float

    @classmethod
    def begin(cls, canvas: Canvas, width: float) -> Paper:
        """Start drawing on the current page, `width` units across."""
        wide, high = canvas._pagesize  # type: ignore[attr-defined]
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
