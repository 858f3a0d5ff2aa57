"""Reading back what was printed: an independent renderer and an independent decoder."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from PIL import Image, ImageFilter


class Printed:
    """A PDF as a reader would see it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.document = pdfium.PdfDocument(data)

    def __len__(self) -> int:
        return len(self.document)

    def millimetres(self, page: int) -> tuple[float, float]:
        width, height = self.document[page].get_size()
        return width / 72 * 25.4, height / 72 * 25.4

    def picture(self, page: int, *, dpi: int = 300) -> Image.Image:
        return self.document[page].render(scale=dpi / 72, rev_byteorder=True).to_pil().convert("RGB")

    def text(self, page: int) -> str:
        return self.document[page].get_textpage().get_text_range().replace("\r\n", "\n")

    def objects(self) -> Iterator[pdfium.PdfObject]:
        for page in self.document:
            yield from page.get_objects(max_depth=6)

    def fonts(self) -> dict[str, bool]:
        """Every font that sets text here, and whether it is embedded."""
        found = {}
        for thing in self.objects():
            if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
                font = pdfium_c.FPDFTextObj_GetFont(thing.raw)
                size = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
                name = ctypes.create_string_buffer(size)
                pdfium_c.FPDFFont_GetBaseFontName(font, name, size)
                found[name.value.decode()] = pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
        return found

    def bitmaps(self) -> int:
        return sum(thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE for thing in self.objects())


def decoded(picture: Image.Image) -> list[str]:
    """Every QR code that zxing-cpp finds, in reading order."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    found.sort(key=lambda code: (round(code.position.top_left.y / 200), code.position.top_left.x))
    return [code.text for code in found]


def photographed(picture: Image.Image, *, seed: int, height: int = 1000) -> Image.Image:
    """The page as a phone sees it: askew, unevenly lit, out of focus, noisy, and saved as a poor JPEG."""
    rng = np.random.default_rng(seed)
    picture = picture.resize(
        (round(height * picture.width / picture.height), height), Image.Resampling.BILINEAR
    )
    table = Image.new("RGB", (picture.width + 260, picture.height + 260), (120, 104, 92))
    table.paste(picture, (130, 130))
    w, h = table.size
    corners = [
        (x + rng.uniform(-90, 90), y + rng.uniform(-90, 90)) for x, y in ((0, 0), (w, 0), (w, h), (0, h))
    ]
    table = table.transform(
        (w, h), Image.Transform.PERSPECTIVE, _perspective(corners, w, h), Image.Resampling.BICUBIC
    )
    table = table.rotate(
        rng.uniform(-14, 14), expand=True, fillcolor=(120, 104, 92), resample=Image.Resampling.BICUBIC
    )
    table = table.filter(ImageFilter.GaussianBlur(1.4))
    light = np.linspace(rng.uniform(0.45, 0.7), 1.0, table.width)[None, :, None]
    noisy = np.asarray(table, dtype=float) * light + rng.normal(0, 9, (table.height, table.width, 1))
    out = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype("uint8")).save(out, "JPEG", quality=35)
    return Image.open(io.BytesIO(out.getvalue()))


def _perspective(corners: list[tuple[float, float]], w: int, h: int) -> list[float]:
    """Pillow's eight numbers that bring `corners` of the source to the corners of the result."""
    rows, values = [], []
    for (u, v), (x, y) in zip(corners, ((0, 0), (w, 0), (w, h), (0, h)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(n) for n in np.linalg.solve(np.array(rows), np.array(values))]
