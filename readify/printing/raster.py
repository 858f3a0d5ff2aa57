"""Paint one shape of a `Picture` on a Pillow image. Knows no layout and no text."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from readify.printing.paths import Point, flattened, transformed
from readify.printing.picture import RGB, Linear, Paint, PictureError, Radial, Shape, Stop


def rgb8(colour: RGB) -> tuple[int, int, int]:
    """A colour as Pillow wants it."""
    return round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255)


def paint_shape(image: Image.Image, shape: Shape, *, x: float, y: float, size: float) -> None:
    """Draw a shape enlarged `size` times with its origin at pixel (x, y)."""
    outlines = flattened(transformed(list(shape.segments), (size, 0, 0, size, x, y)))
    points = [point for outline, _ in outlines for point in outline]
    pad = shape.width * size / 2 + 2 if shape.stroke else 2
    box = (
        max(0, int(min(p[0] for p in points) - pad)),
        max(0, int(min(p[1] for p in points) - pad)),
        min(image.width, int(max(p[0] for p in points) + pad) + 1),
        min(image.height, int(max(p[1] for p in points) + pad) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    if shape.fill is not None:
        mask = _fill_mask(outlines, box, even_odd=shape.even_odd)
        _paste(image, shape.fill, _faded(mask, shape.fill_alpha), box=box, at=(x, y, size))
    if shape.stroke is not None:
        mask = _stroke_mask(outlines, box, shape, shape.width * size)
        image.paste(rgb8(shape.stroke), box, _faded(mask, shape.stroke_alpha))


Box = tuple[int, int, int, int]
Outlines = list[tuple[list[Point], bool]]


def _moved(points: list[Point], box: Box) -> list[Point]:
    return [(px - box[0], py - box[1]) for px, py in points]


def _fill_mask(outlines: Outlines, box: Box, *, even_odd: bool) -> Image.Image:
    """Where the shape is filled. A hole is an outline that runs the other way round, or any second one."""
    size = (box[2] - box[0], box[3] - box[1])
    filled = [points for points, _ in outlines if len(points) > 2]
    if len(filled) < 2:
        mask = Image.new("L", size, 0)
        for points in filled:
            ImageDraw.Draw(mask).polygon(_moved(points, box), fill=255)
        return mask
    turns = Image.new("L", size, 128)
    for points in filled:
        one = Image.new("L", size, 0)
        ImageDraw.Draw(one).polygon(_moved(points, box), fill=1)
        turns = (
            ImageChops.add(turns, one) if even_odd or _area(points) > 0 else ImageChops.subtract(turns, one)
        )
    return turns.point([255 if (v % 2 if even_odd else v != 128) else 0 for v in range(256)])


def _area(points: list[Point]) -> float:
    """Twice the signed area: its sign says which way round."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _stroke_mask(outlines: Outlines, box: Box, shape: Shape, width: float) -> Image.Image:
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
    pen = ImageDraw.Draw(mask)
    for points, closed in outlines:
        line = _moved([*points, points[0]] if closed else points, box)
        pen.line(line, fill=255, width=max(1, round(width)), joint="curve")
        if shape.cap == 1 and width > 2:
            for px, py in (line[0], line[-1]):
                half = width / 2
                pen.ellipse([px - half, py - half, px + half, py + half], fill=255)
    return mask


def _faded(mask: Image.Image, alpha: float) -> Image.Image:
    return mask if alpha >= 1 else mask.point([round(v * alpha) for v in range(256)])


def _paste(
    image: Image.Image, paint: Paint, mask: Image.Image, *, box: Box, at: tuple[float, float, float]
) -> None:
    if isinstance(paint, tuple):
        image.paste(rgb8(paint), box, mask)
        return
    where = _radial(paint, box, at) if isinstance(paint, Radial) else _linear(paint, box, at)
    channels = [where.point(_ramp(paint.stops, channel)) for channel in range(4)]
    image.paste(Image.merge("RGB", channels[:3]), box, ImageChops.multiply(mask, channels[3]))


def _ramp(stops: tuple[Stop, ...], channel: int) -> list[int]:
    """256 values of one channel (red, green, blue, opacity) along a gradient."""
    values = [(where, (*rgb, alpha)[channel]) for where, rgb, alpha in stops]
    out = []
    for i in range(256):
        t = i / 255
        before = max((v for v in values if v[0] <= t), default=values[0])
        after = min((v for v in values if v[0] >= t), default=values[-1])
        share = 0.0 if after[0] == before[0] else (t - before[0]) / (after[0] - before[0])
        out.append(round(255 * (before[1] + (after[1] - before[1]) * share)))
    return out


def _linear(paint: Linear, box: Box, at: tuple[float, float, float]) -> Image.Image:
    """How far along the gradient each pixel lies, 0-255."""
    x, y, size = at
    upright = abs(paint.x1 - paint.x0) < 1e-6
    if not upright and abs(paint.y1 - paint.y0) > 1e-6:
        raise PictureError("only upright and level gradients can be painted")
    start = (paint.y0 * size + y - box[1]) if upright else (paint.x0 * size + x - box[0])
    length = ((paint.y1 - paint.y0) if upright else (paint.x1 - paint.x0)) * size
    wide, high = box[2] - box[0], box[3] - box[1]
    count = high if upright else wide
    strip = Image.new("L", (1, count) if upright else (count, 1))
    strip.putdata([max(0, min(255, round((i - start) / length * 255))) for i in range(count)])
    return strip.resize((wide, high), Image.Resampling.NEAREST)


@lru_cache(maxsize=1)
def _disc() -> Image.Image:
    """0 in the middle, 255 at the rim. Pillow's own reaches 255 at the rim or at the corner, by version."""
    disc = Image.radial_gradient("L")
    rim = float(disc.getpixel((0, 128)))  # type: ignore[arg-type]
    return disc.point([min(255, round(v * 255 / rim)) for v in range(256)])


def _radial(paint: Radial, box: Box, at: tuple[float, float, float]) -> Image.Image:
    """How far from the centre each pixel lies, 0-255; all beyond the rim is 255."""
    x, y, size = at
    reach = max(1, round(paint.r * size))
    disc = _disc().resize((reach * 2, reach * 2), Image.Resampling.BILINEAR)
    field = Image.new("L", (box[2] - box[0], box[3] - box[1]), 255)
    left, top = round(paint.cx * size + x) - reach, round(paint.cy * size + y) - reach
    field.paste(disc, (left - box[0], top - box[1]))
    return field
