"""Gathers the shared drawings into sprite files under static/art/: `python -m readify.art.sprite`.

`sprite.svg` holds what every page may use, `badges.svg` what only the wall and a celebration need. Symbols
use no gradients or ids of their own, because browsers do not follow those out of another file. A test keeps
the written files equal to what this module makes.
"""

import sys
from pathlib import Path

from readify.art.animals import HEADS
from readify.art.badge_icons import BADGE_ICONS
from readify.art.companions import KOEMPELS, POSES, koempel
from readify.art.forms import FACES, FORMS, LAMPS
from readify.art.icons import ICONS
from readify.art.medals import FAMILIES, carved, carved_body, earned_body
from readify.art.stickers import STICKER_PICTURES

_STROKE = (
    'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"'
)


def _symbol(name: str, box: int, body: str, extra: str = "") -> str:
    return f'<symbol id="{name}" viewBox="0 0 {box} {box}"{extra}>{body}</symbol>'


def _file(symbols: list[str]) -> str:
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def shared_sprite() -> str:
    """Icons i-, forms and ways of reading f-, lamps l-, faces s- and companions' heads h-."""
    return _file(
        [_symbol(f"i-{name}", 24, f"<g {_STROKE}>{body}</g>") for name, body in ICONS.items()]
        + [_symbol(f"f-{name}", 48, body) for name, body in FORMS.items()]
        + [_symbol(f"l-{name}", 48, body) for name, body in LAMPS.items()]
        + [_symbol(f"s-{name}", 48, body) for name, body in FACES.items()]
        + [_symbol(f"h-{name}", 100, body) for name, body in HEADS.items()]
    )


def badge_sprite() -> str:
    """Medals in colour (m-) and stone (c-), and each badge picture in colour (b-) and carved (k-)."""
    return _file(
        [f'<symbol id="m-{f}" viewBox="0 0 100 104">{earned_body(f)}</symbol>' for f in FAMILIES]
        + [f'<symbol id="c-{f}" viewBox="0 0 100 104">{carved_body(f)}</symbol>' for f in FAMILIES]
        + [_symbol(f"b-{name}", 48, body) for name, body in BADGE_ICONS.items()]
        + [_symbol(f"k-{name}", 48, carved(body)) for name, body in BADGE_ICONS.items()]
    )


def sticker_sprite() -> str:
    """The stickers t- that children put on books."""
    return _file([_symbol(f"t-{name}", 48, body) for name, body in STICKER_PICTURES.items()])


def koempel_sprite(name: str) -> str:
    """One koempel in its four poses: a child loads only its own."""
    return _file(
        [f'<symbol id="{pose}" viewBox="0 0 200 220">{koempel(name, pose)}</symbol>' for pose in POSES]
    )


def site_icon() -> str:
    """The lamp on the night sky, as the browser's tab shows it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        '<rect width="48" height="48" rx="12" fill="#1C2050"/>'
        f'<circle cx="24" cy="26" r="20" fill="#FFC21F" opacity=".25"/>{LAMPS["bright"]}</svg>\n'
    )


def write(folder: Path) -> None:
    """Write the sprites and the icon into `folder`, making it when needed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sprite.svg").write_text(shared_sprite(), encoding="utf-8")
    (folder / "icon.svg").write_text(site_icon(), encoding="utf-8")
    (folder / "badges.svg").write_text(badge_sprite(), encoding="utf-8")
    for name in KOEMPELS:
        (folder / f"koempel-{name}.svg").write_text(koempel_sprite(name), encoding="utf-8")
    (folder / "stickers.svg").write_text(sticker_sprite(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "static" / "art")
