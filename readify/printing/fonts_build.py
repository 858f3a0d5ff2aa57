"""Make the TTF files that PDFs embed: `python -m readify.printing.fonts_build [FOLDER_OF_NOTO_FONTS]`.

A letter in another script is set in a lighter cut, made from the web fonts of Noto (@fontsource, OFL 1.1) in
that same folder: `noto-sans-cyrillic-400-normal.woff2` and its kin.

A maker's tool, not used while Readify runs: its results are committed in `static/fonts/print/`.
Lexend comes from the two variable web fonts beside them (latin and latin-ext, merged, since neither alone
holds every letter of a name). Other scripts come from Noto, cut down to the letters of names.

`--web FOLDER` makes those two web fonts themselves, from the same two of @fontsource-variable/lexend
in that folder: only the weights that our pages use, so that a first visit fetches little more than half.
"""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from readify.config import bundle_dir

WEIGHTS = (500, 700, 800)
ON_PAGES = (400, 800)  # the lightest and the heaviest: `font-weight` in static/css/fonts.css
PARTS = ("latin", "latin-ext")
NAMED = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright, names, version, licence

SCRIPTS: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {
    "NotoSans-names": (
        "NotoSans-Bold.ttf",
        (
            (0x20, 0x7E),
            (0xA0, 0x17F),
            (0x1A0, 0x1B0),
            (0x218, 0x21B),
            (0x370, 0x3FF),
            (0x400, 0x4FF),
            (0x1E00, 0x1EFF),
            (0x2010, 0x2026),
        ),
    ),
    "NotoNaskhArabic-names": (
        "NotoNaskhArabic-Bold.ttf",
        (
            (0x20, 0x2F),
            (0x60C, 0x60C),
            (0x61B, 0x64A),
            (0x660, 0x669),
            (0x671, 0x6D3),
            (0x6F0, 0x6F9),
            (0x200C, 0x200C),
            (0xFB50, 0xFBB1),
            (0xFBD3, 0xFBFF),
            (0xFE80, 0xFEFC),
        ),
    ),
    "NotoSansHebrew-names": ("NotoSansHebrew-Bold.ttf", ((0x20, 0x2F), (0x5BE, 0x5BE), (0x5D0, 0x5F4))),
    "NotoSansEthiopic-names": ("NotoSansEthiopic-Bold.ttf", ((0x20, 0x2F), (0x1200, 0x137C))),
    "NotoSansArmenian-names": ("NotoSansArmenian-Bold.ttf", ((0x20, 0x2F), (0x531, 0x58A))),
    "NotoSansGeorgian-names": ("NotoSansGeorgian-Bold.ttf", ((0x20, 0x2F), (0x10A0, 0x10FF))),
}

# A whole letter in another script: the parts of the web font that are merged, and what is kept of them.
TEXTS: dict[str, tuple[tuple[str, ...], tuple[tuple[int, int], ...]]] = {
    "NotoSans-text": (
        ("noto-sans-latin", "noto-sans-cyrillic"),
        ((0x20, 0x7E), (0xA0, 0xFF), (0x400, 0x45F), (0x490, 0x491), (0x2010, 0x2026)),
    ),
    "NotoNaskhArabic-text": (
        ("noto-naskh-arabic-latin", "noto-naskh-arabic-arabic"),
        ((0x20, 0x7E), (0x60C, 0x60C), (0x61B, 0x64A), (0x660, 0x669), (0xFE80, 0xFEFC)),
    ),
}


def _plain(font: TTFont, wanted: set[int] | None = None) -> TTFont:
    """Drop hints and layout tables: PDFs place each glyph themselves."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
    options.name_IDs = NAMED
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted or set(font.getBestCmap() or ()))
    cutter.subset(font)
    return font


def build_web(source: Path, target: Path, part: str) -> Path:
    """One variable web font of Lexend with the weights of our pages, every letter kept. Returns the file."""
    name = f"lexend-{part}-wght-normal.woff2"
    narrow = io.BytesIO()
    font = instantiateVariableFont(TTFont(source / name), {"wght": ON_PAGES})
    font.flavor = None
    font.save(narrow)
    font = TTFont(narrow)
    options = Options()
    options.layout_features = ["*"]
    options.glyph_names = False
    options.notdef_outline = True
    options.hinting = False
    options.name_IDs = NAMED
    options.drop_tables += ["STAT"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=set(font.getBestCmap() or ()))
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target / name)
    return target / name


def build_lexend(source: Path, target: Path, weight: int) -> Path:
    """One static weight of Lexend, latin and latin-ext merged. Returns the file."""
    cuts: list[str] = []
    for part in PARTS:
        font = instantiateVariableFont(TTFont(source / f"lexend-{part}-wght-normal.woff2"), {"wght": weight})
        font.flavor = None
        cut = target / f"part-{part}.ttf"
        _plain(font).save(cut)
        cuts.append(str(cut))
    merged = Merger().merge(cuts)
    for name_id, text in (
        (1, f"Lexend {weight}"),
        (2, "Regular"),
        (4, f"Lexend {weight}"),
        (6, f"Lexend-{weight}"),
    ):
        merged["name"].setName(text, name_id, 3, 1, 0x409)
    path = target / f"Lexend-{weight}.ttf"
    merged.save(path)
    for name in cuts:
        Path(name).unlink()
    return path


def build_script(source: Path, target: Path, name: str) -> Path:
    """One other script, cut down to the letters of names. Returns the file."""
    file, ranges = SCRIPTS[name]
    wanted = {code for first, last in ranges for code in range(first, last + 1)}
    path = target / f"{name}.ttf"
    _plain(TTFont(source / file), wanted).save(path)
    return path


def build_text(source: Path, target: Path, name: str) -> Path:
    """One script for whole sentences, merged from web fonts. Returns the file."""
    files, ranges = TEXTS[name]
    wanted = {code for first, last in ranges for code in range(first, last + 1)}
    cuts = []
    for file in files:
        font = TTFont(source / f"{file}-400-normal.woff2")
        font.flavor = None
        cut = target / f"part-{file}.ttf"
        _plain(font, wanted).save(cut)
        cuts.append(str(cut))
    path = target / f"{name}.ttf"
    Merger().merge(cuts).save(path)
    for cut_name in cuts:
        Path(cut_name).unlink()
    return path


def main() -> None:
    """Build every file; the Noto folder is needed only for the other scripts."""
    fonts = bundle_dir() / "static" / "fonts"
    if sys.argv[1:2] == ["--web"]:
        _told([build_web(Path(sys.argv[2]), fonts, part) for part in PARTS])
        return
    target = fonts / "print"
    made = [build_lexend(fonts, target, weight) for weight in WEIGHTS]
    if len(sys.argv) > 1:
        made += [build_script(Path(sys.argv[1]), target, name) for name in SCRIPTS]
        made += [build_text(Path(sys.argv[1]), target, name) for name in TEXTS]
    _told(made)


def _told(made: list[Path]) -> None:
    for path in made:
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
