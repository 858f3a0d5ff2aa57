"""Put a `Picture` into a PDF as one form XObject: drawn once, used on every page.

ReportLab's own beginForm leaves gradients and opacity out of a form's resources: the stream is written here.
Vector only: gradients are PDF shadings, fading gradients a luminosity mask, never a bitmap.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFAxialShading,
    PDFDictionary,
    PDFExponentialFunction,
    PDFName,
    PDFObjectReference,
    PDFRadialShading,
    PDFStitchingFunction,
    PDFStream,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas

from readify.printing.paths import Segment
from readify.printing.picture import RGB, Linear, Paint, Picture, Radial, Shape

rl_config.useA85 = 0  # plain binary streams: a quarter smaller than ASCII-85

_OPERATOR = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def place(canvas: Canvas, name: str, picture: Picture, *, x: float, y: float, width: float) -> None:
    """Draw a picture `width` points wide, its lower left corner at (x, y). Its form is made on first use."""
    if not canvas.hasForm(name):
        _Form(canvas, picture).store(name)
    size = width / picture.width
    canvas.saveState()
    canvas.transform(size, 0, 0, size, x, y)
    canvas.doForm(name)
    canvas.restoreState()


def path_operators(segments: tuple[Segment, ...], height: float) -> str:
    """PDF path operators for segments whose y points down in a box `height` high."""
    out = []
    for kind, n in segments:
        numbers = " ".join(_short(height - v if i % 2 else v) for i, v in enumerate(n))
        out.append(f"{numbers} {_OPERATOR[kind]}" if numbers else _OPERATOR[kind])
    return "\n".join(out)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rgb(colour: RGB, operator: str) -> str:
    return " ".join(_short3(v) for v in colour) + f" {operator}"


def _short3(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


class _Form:
    """Writes one picture's stream and remembers the resources that it needs."""

    def __init__(self, canvas: Canvas, picture: Picture) -> None:
        self.document: Any = canvas._doc  # type: ignore[attr-defined]  # the only way to its objects
        self.picture = picture
        self.states: dict[str, Any] = {}
        self.shadings: dict[str, Any] = {}

    def store(self, name: str) -> None:
        """Write the form under `name` into the document."""
        lines = [line for shape in self.picture.shapes for line in self._draw(shape)]
        self.document.Reference(self._stream("\n".join(lines), self._resources()), xObjectName(name))

    def _resources(self) -> PDFDictionary:
        found = {"ExtGState": self.states, "Shading": self.shadings}
        return PDFDictionary({key: PDFDictionary(value) for key, value in found.items() if value})

    def _stream(self, content: str, resources: PDFDictionary, **more: Any) -> PDFStream:
        box = [0, 0, self.picture.width, self.picture.height]
        entries = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArray(box),
            "Resources": resources,
            **more,
        }
        return PDFStream(PDFDictionary(entries), content.encode("ascii"), self.document.defaultStreamFilters)

    def _draw(self, shape: Shape) -> list[str]:
        outline = path_operators(shape.segments, self.picture.height)
        star = "*" if shape.even_odd else ""
        out: list[str] = []
        if isinstance(shape.fill, Linear | Radial):
            out += ["q", outline, f"W{star} n", *self._shade(shape.fill, shape.fill_alpha), "Q"]
        elif shape.fill is not None:
            out += [*self._fade(shape.fill_alpha), _rgb(shape.fill, "rg"), outline, f"f{star}"]
        if shape.stroke is not None:
            out += [*self._fade(shape.stroke_alpha), _rgb(shape.stroke, "RG"), *_pen(shape), outline, "S"]
        return out

    def _fade(self, alpha: float) -> list[str]:
        name = f"A{round(alpha * 1000)}"
        value = round(alpha, 3)
        self.states.setdefault(name, PDFDictionary({"ca": value, "CA": value, "SMask": PDFName("None")}))
        return [f"/{name} gs"]

    def _shade(self, paint: Linear | Radial, alpha: float) -> list[str]:
        lines = self._fade(alpha)
        if any(stop[2] < 1 for stop in paint.stops):
            lines.append(f"/{self._mask(paint)} gs")
        return [*lines, f"/{self._shading(paint, gray=False)} sh"]

    def _shading(self, paint: Linear | Radial, *, gray: bool) -> str:
        name: str = self.document.addShading(_shading(paint, self.picture.height, gray=gray))
        self.shadings[name] = PDFObjectReference(name)
        return name

    def _mask(self, paint: Linear | Radial) -> str:
        """A graphics state whose mask follows the gradient's opacity."""
        shading = self._shading(paint, gray=True)
        resources = PDFDictionary({"Shading": PDFDictionary({shading: PDFObjectReference(shading)})})
        group = PDFDictionary({"S": PDFName("Transparency"), "CS": PDFName("DeviceGray")})
        form = self.document.Reference(self._stream(f"/{shading} sh", resources, Group=group))
        name = f"M{shading}"
        mask = PDFDictionary({"S": PDFName("Luminosity"), "G": form})
        self.states[name] = PDFDictionary({"Type": PDFName("ExtGState"), "SMask": mask})
        return name


def _pen(shape: Shape) -> list[str]:
    dash = " ".join(_short(n) for n in shape.dash)
    return [f"{_short(shape.width)} w {shape.cap} J {shape.join} j [{dash}] 0 d"]


def _shading(paint: Paint, height: float, *, gray: bool) -> PDFAxialShading | PDFRadialShading:
    assert isinstance(paint, Linear | Radial)
    function = _ramp([(where, (alpha,) if gray else rgb) for where, rgb, alpha in paint.stops])
    space = "DeviceGray" if gray else "DeviceRGB"
    if isinstance(paint, Linear):
        ends = (paint.x0, height - paint.y0, paint.x1, height - paint.y1)
        x0, y0, x1, y1 = (round(n, 2) for n in ends)
        return PDFAxialShading(x0, y0, x1, y1, function, space, Extend="[true true]")
    x, y = round(paint.cx, 2), round(height - paint.cy, 2)
    return PDFRadialShading(x, y, 0, x, y, round(paint.r, 2), function, space, Extend="[true true]")


def _ramp(stops: list[tuple[float, tuple[float, ...]]]) -> PDFExponentialFunction | PDFStitchingFunction:
    """The colours between stops as one PDF function over 0-1."""
    if stops[0][0] > 0:
        stops = [(0.0, stops[0][1]), *stops]
    if stops[-1][0] < 1:
        stops = [*stops, (1.0, stops[-1][1])]
    rounded = [(where, tuple(round(v, 4) for v in colour)) for where, colour in stops]
    pieces = [PDFExponentialFunction(C0=list(a[1]), C1=list(b[1]), N=1) for a, b in pairwise(rounded)]
    if len(pieces) == 1:
        return pieces[0]
    bounds = [where for where, _ in stops[1:-1]]
    return PDFStitchingFunction(pieces, bounds, [0, 1] * len(pieces), Domain="[0 1]")
