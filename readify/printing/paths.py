"""SVG path data and plane geometry: from the `d` of a path to absolute lines and curves.

Pure arithmetic for our own restricted art. Knows nothing of colours, files, PDF or pixels.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]

Segment = tuple[str, tuple[float, ...]]
"""`("M", (x, y))`, `("L", (x, y))`, `("C", (x1, y1, x2, y2, x, y))` or `("Z", ())`."""

Matrix = tuple[float, float, float, float, float, float]
"""The SVG matrix (a, b, c, d, e, f): x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
KAPPA = 0.5522847498

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\(([^)]*)\)")


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does `inner` first and `outer` after it."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """One point through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale_of(matrix: Matrix) -> float:
    """How much a matrix enlarges a length, on average."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def parse_transform(text: str) -> Matrix:
    """An SVG `transform` attribute as one matrix. Raises ValueError for what our art does not use."""
    matrix = IDENTITY
    for name, inside in _TRANSFORM.findall(text):
        n = [float(part) for part in inside.replace(",", " ").split()]
        if name == "matrix":
            step: Matrix = (n[0], n[1], n[2], n[3], n[4], n[5])
        elif name == "translate":
            step = (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
        elif name == "scale":
            step = (n[0], 0, 0, n[1] if len(n) > 1 else n[0], 0, 0)
        else:
            step = _rotation(n)
        matrix = multiply(matrix, step)
    if text.strip() and not _TRANSFORM.search(text):
        raise ValueError(f"transform not understood: {text!r}")
    return matrix


def _rotation(n: list[float]) -> Matrix:
    turn = math.radians(n[0])
    spin: Matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
    if len(n) < 3:
        return spin
    return multiply(multiply((1, 0, 0, 1, n[1], n[2]), spin), (1, 0, 0, 1, -n[1], -n[2]))


def transformed(segments: list[Segment], matrix: Matrix) -> tuple[Segment, ...]:
    """Every point of the segments through a matrix."""
    out: list[Segment] = []
    for kind, n in segments:
        pairs = [apply(matrix, n[i], n[i + 1]) for i in range(0, len(n), 2)]
        out.append((kind, tuple(value for pair in pairs for value in pair)))
    return tuple(out)


def flattened(segments: tuple[Segment, ...], steps: int = 12) -> list[tuple[list[Point], bool]]:
    """The outlines as polygons: (points, closed) for each sub-path, curves cut in `steps` pieces."""
    outlines: list[tuple[list[Point], bool]] = []
    points: list[Point] = []
    for kind, n in segments:
        if kind == "M":
            if points:
                outlines.append((points, False))
            points = [(n[0], n[1])]
        elif kind == "L":
            points.append((n[0], n[1]))
        elif kind == "C":
            points += _curve_points(points[-1], n, steps)
        elif points:
            outlines.append((points, True))
            points = [points[0]]
    if len(points) > 1:
        outlines.append((points, False))
    return outlines


def _curve_points(start: Point, n: tuple[float, ...], steps: int) -> Iterator[Point]:
    for i in range(1, steps + 1):
        t = i / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield a * start[0] + b * n[0] + c * n[2] + d * n[4], a * start[1] + b * n[1] + c * n[3] + d * n[5]


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    """A whole ellipse as four curves."""
    kx, ky = rx * KAPPA, ry * KAPPA
    return [
        ("M", (cx + rx, cy)),
        ("C", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("C", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("C", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("C", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("Z", ()),
    ]


def rounded(x: float, y: float, width: float, height: float, r: float = 0) -> list[Segment]:
    """A rectangle, its corners rounded by `r`."""
    r = min(r, width / 2, height / 2)
    right, bottom, k = x + width, y + height, r * (1 - KAPPA)
    if r <= 0:
        return [("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ())]
    return [
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    ]


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a repeated command is told again, as SVG means it."""
    parts = [(m.group(1), m.group(2), m.start(2)) for m in _TOKEN.finditer(_spaced_arcs(d))]
    i = 0
    letter = ""
    while i < len(parts):
        if parts[i][0]:
            letter = parts[i][0]
            i += 1
        count = _COUNTS[letter.upper()]
        numbers = [float(part[1]) for part in parts[i : i + count]]
        if len(numbers) != count or not letter:
            raise ValueError(f"path not understood: {d[:60]!r}")
        yield letter, numbers
        i += count
        if count and letter in "Mm":
            letter = "L" if letter == "M" else "l"


def _spaced_arcs(d: str) -> str:
    """Give the two flags of an arc room: `0 01-10` means `0 0 1 -10`."""
    if "a" not in d and "A" not in d:
        return d
    number = r"[-+]?(?:\d+\.?\d*|\.\d+)"
    flags = re.compile(rf"({number}[\s,]*{number}[\s,]+{number}[\s,]+)([01])[\s,]*([01])[\s,]*(?={number})")
    return re.sub(r"([Aa])([^A-Za-z]*)", lambda m: m.group(1) + flags.sub(r"\1\2 \3 ", m.group(2)), d)


def parse_path(d: str) -> list[Segment]:
    """The `d` of an SVG path as absolute M, L, C and Z. Raises ValueError when it cannot be read."""
    out: list[Segment] = []
    x = y = start_x = start_y = 0.0
    control: Point | None = None
    last = ""
    for letter, numbers in _commands(d):
        kind = letter.upper()
        n = _absolute(kind, numbers, x, y) if letter.islower() else numbers
        if kind == "Z":
            out.append(("Z", ()))
            x, y = start_x, start_y
        elif kind in "MLHV":
            x, y = (n[0], y) if kind == "H" else (x, n[0]) if kind == "V" else (n[0], n[1])
            out.append(("M" if kind == "M" else "L", (x, y)))
            if kind == "M":
                start_x, start_y = x, y
        else:
            smooth = control is not None and _smooth_after(kind, last)
            mirror = (2 * x - control[0], 2 * y - control[1]) if control and smooth else (x, y)
            curves, control = _curves(kind, (x, y), n, mirror)
            out += curves
            x, y = n[-2], n[-1]
        if kind not in "CSQT":
            control = None
        last = kind
    return out


def _absolute(kind: str, n: list[float], x: float, y: float) -> list[float]:
    """The numbers of a lower-case command, counted from where the pen is."""
    if kind == "A":
        return [*n[:5], n[5] + x, n[6] + y]
    if kind in "HV":
        return [n[0] + (x if kind == "H" else y)]
    return [v + (y if i % 2 else x) for i, v in enumerate(n)]


def _smooth_after(kind: str, last: str) -> bool:
    return (kind == "S" and last in "CS") or (kind == "T" and last in "QT")


def _curves(kind: str, at: Point, n: list[float], mirror: Point) -> tuple[list[Segment], Point | None]:
    """One curve command as cubics, and the control point that a smooth follower mirrors."""
    if kind == "A":
        return _arc(at, n), None
    if kind in "CS":
        first = (n[0], n[1]) if kind == "C" else mirror
        rest = tuple(n[2:]) if kind == "C" else tuple(n)
        return [("C", (*first, *rest))], (rest[0], rest[1])
    q = (n[0], n[1]) if kind == "Q" else mirror
    end = (n[-2], n[-1])
    one = (at[0] + 2 / 3 * (q[0] - at[0]), at[1] + 2 / 3 * (q[1] - at[1]))
    two = (end[0] + 2 / 3 * (q[0] - end[0]), end[1] + 2 / 3 * (q[1] - end[1]))
    return [("C", (*one, *two, *end))], q


def _arc(at: Point, n: list[float]) -> list[Segment]:
    """An elliptical arc as cubics (SVG 1.1, appendix F.6)."""
    rx, ry, turn = abs(n[0]), abs(n[1]), math.radians(n[2])
    large, sweep, (x2, y2) = bool(n[3]), bool(n[4]), (n[5], n[6])
    if rx == 0 or ry == 0 or at == (x2, y2):
        return [("L", (x2, y2))]
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (at[0] - x2) / 2, (at[1] - y2) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = max(1.0, math.sqrt((px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    under = max(0.0, (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2) / ((rx * py) ** 2 + (ry * px) ** 2)
    root = math.sqrt(under) * (-1 if large == sweep else 1)
    qx, qy = root * rx * py / ry, -root * ry * px / rx
    begin = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - begin
    span += 2 * math.pi * ((span < 0) if sweep else -(span > 0))
    centre = (cos * qx - sin * qy + (at[0] + x2) / 2, sin * qx + cos * qy + (at[1] + y2) / 2)
    unit = _unit_arc(begin, span)
    return list(transformed(unit, (cos * rx, sin * rx, -sin * ry, cos * ry, *centre)))


def _unit_arc(begin: float, span: float) -> list[Segment]:
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    k = 4 / 3 * math.tan(step / 4)
    out: list[Segment] = []
    for i in range(pieces):
        a, b = begin + i * step, begin + (i + 1) * step
        out.append(
            (
                "C",
                (
                    math.cos(a) - k * math.sin(a),
                    math.sin(a) + k * math.cos(a),
                    math.cos(b) + k * math.sin(b),
                    math.sin(b) - k * math.cos(b),
                    math.cos(b),
                    math.sin(b),
                ),
            )
        )
    return out
