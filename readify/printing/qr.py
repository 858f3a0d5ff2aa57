"""QR codes as a plain matrix, and that matrix as one vector path on a page.

The smallest version that holds the text; capitals, digits and `:/.-` take the compact alphanumeric mode, so
callers print uppercase addresses. Nothing is ever drawn over a code.
"""

from __future__ import annotations

from typing import Literal

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import QRData
from reportlab.pdfgen.canvas import Canvas

Level = Literal["L", "M", "Q", "H"]
Matrix = tuple[tuple[bool, ...], ...]

QUIET = 4
"""Modules of white that a reader needs on each side (ISO/IEC 18004)."""

_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}


def qr_matrix(text: str, level: Level = "M") -> Matrix:
    """Rows of dark (True) and light modules, without a quiet zone. Raises ValueError for too long a text."""
    code = QRCode(error_correction=_LEVELS[level], box_size=1, border=0)
    code.add_data(QRData(text), optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Horizontal runs of dark modules: (row, first column, length)."""
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                found.append((y, x, end - x))
            x = end + 1
    return found


def draw_qr(canvas: Canvas, matrix: Matrix, x: float, y: float, side: float) -> None:
    """Fill the dark modules as one path, `side` points wide, lower left corner at (x, y).

    The fill colour is the caller's. The caller leaves `QUIET` modules white on every side.
    """
    size = len(matrix)
    module = side / size
    path = canvas.beginPath()
    for row, column, length in runs(matrix):
        path.rect(x + column * module, y + (size - 1 - row) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
