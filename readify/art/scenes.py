"""Small drawn scenes for empty places and for things that went wrong: kind, and never about blame.

Each scene is one inline SVG on a 240 x 170 field. Words are the page's, so every scene is decoration.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from typing import Final

from readify.art.animals import HEADS, KORENWOLF


def _korenwolf(x: float, y: float, scale: float) -> str:
    return f'<g transform="translate({x} {y}) scale({scale})">{KORENWOLF}</g>'


def _head(companion: str, x: float, y: float, scale: float) -> str:
    body = HEADS[companion].split("/>", 1)[1]  # without the coloured square behind it
    return f'<g transform="translate({x} {y}) scale({scale})">{body}</g>'


_GROUND = '<circle cx="120" cy="82" r="78" fill="#FFF3DC"/><ellipse cx="120" cy="152" rx="96" ry="12" fill="#F3E2BD"/>'
_SKY = '<circle cx="120" cy="82" r="78" fill="#ECEDFA"/>'
_NIGHT = '<rect x="34" y="10" width="172" height="142" rx="26" fill="#2A2F6B"/>'
_STARS = '<path d="M62 34h.1M96 24h.1M148 30h.1M180 46h.1M170 22h.1M54 62h.1" stroke="#FFE896" stroke-width="4" stroke-linecap="round"/>'
_LANTERN_DARK = '<path d="M0 0v-34" stroke="#40468A" stroke-width="5" stroke-linecap="round"/><path d="M-10-34h20l-3-24H-7z" fill="#A9AEDB"/><path d="M-13-58h26l-8-8H-5z" fill="#40468A"/>'
_SIGN = '<path d="M0 0v-74" stroke="#8A6327" stroke-width="7" stroke-linecap="round"/><path d="M-6-70h44l12 11-12 11H-6zM6-42h-40l-12 10 12 10H6z" fill="#DDBA7C"/><path d="M4-59h26M-2-32h-24" stroke="#8A6327" stroke-width="4" stroke-linecap="round"/>'

SCENES: Final[dict[str, str]] = {
    # nothing read yet: a dark cave with someone who waits with a book
    "cave": f'{_GROUND}<path d="M60 150V72a60 62 0 0 1 120 0v78z" fill="#DDBA7C"/><path d="M74 150V76a46 50 0 0 1 92 0v74z" fill="#2A2F6B"/>{_korenwolf(82, 72, 0.39)}<path d="M96 52h.1M140 44h.1" stroke="#FFE896" stroke-width="5" stroke-linecap="round"/>',
    # a book that nobody knows yet
    "barcode": '<rect x="20" y="18" width="200" height="134" rx="26" fill="#fff"/><g transform="translate(20 25)"><path d="M30 28h2v56h-2zm7 0h4v56h-4zm7 0h3v56h-3zm7 0h5v56h-5zm7 0h2v56h-2zm7 0h3v56h-3zm7 0h4v56h-4zm7 0h2v56h-2zm7 0h4v56h-4zm7 0h3v56h-3zm7 0h5v56h-5zm7 0h2v56h-2zm7 0h3v56h-3zm7 0h4v56h-4zm7 0h2v56h-2zm7 0h4v56h-4zm7 0h3v56h-3zm7 0h5v56h-5zm7 0h2v56h-2zm7 0h3v56h-3z" fill="#1C2050"/><path d="M10 30V10h24M166 10h24v20M190 90v20h-24M34 110H10V90" fill="none" stroke="#149C9A" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></g>',
    # no internet: the lines from the lantern do not arrive
    "offline": '<circle cx="120" cy="85" r="75" fill="#ECEDFA"/><g fill="none" stroke="#40468A" stroke-width="9" stroke-linecap="round"><path d="M84 76c22-20 50-20 72 0M98 95c13-11 31-11 44 0"/><path d="M146 106l16 16M162 106l-16 16" stroke="#B8302A"/></g><circle cx="120" cy="114" r="7" fill="#40468A"/>',
    # 404: a fork in the path, the das with a map
    "lost": f'{_GROUND}<path d="M96 150q10-40 60-60 40-16 62-12" stroke="#EFD4A2" stroke-width="16" fill="none" stroke-linecap="round"/><path d="M96 150q-6-44-60-62" stroke="#EFD4A2" stroke-width="13" fill="none" stroke-linecap="round"/><g transform="translate(176 148)">{_SIGN}</g>{_head("das", 56, 52, 0.92)}<path d="M62 122l24-7 24 7 24-7v30l-24 7-24-7-24 7z" fill="#FFFBF3" stroke="#DDBA7C" stroke-width="3" stroke-linejoin="round"/><path d="M72 138q12-12 26-2t26-8" stroke="#149C9A" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M122 124l6 6m0-6l-6 6" stroke="#B8302A" stroke-width="3" stroke-linecap="round"/>',
    # 403, 401: a friendly gate that is closed
    "gate": f'{_GROUND}<path d="M40 150V66a80 62 0 0 1 160 0v84z" fill="#DDBA7C"/><path d="M58 150V72a62 48 0 0 1 124 0v78z" fill="#8A6327"/><path d="M120 26v124M74 44v106M166 44v106M97 32v118M143 32v118" stroke="#6B4A18" stroke-width="4"/><rect x="103" y="82" width="34" height="30" rx="8" fill="#FFC21F"/><path d="M110 82v-8a10 10 0 0 1 20 0v8" fill="none" stroke="#C78600" stroke-width="6"/><path d="M120 92v9" stroke="#1C2050" stroke-width="5" stroke-linecap="round"/>{_head("oehoe", 176, 84, 0.62)}',
    # 409: two boats, one lock
    "two": f'{_SKY}<rect x="14" y="96" width="212" height="56" rx="26" fill="#86D3CF"/><path d="M24 116q12-8 24 0t24 0M150 130q12-8 24 0t24 0" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M28 100h84c-5 18-14 24-26 24H52c-14 0-20-10-24-24z" fill="#C4473A"/><path d="M72 94V38L40 90z" fill="#FFF6E3"/><path d="M128 100h84c-4 14-10 24-24 24h-34c-12 0-21-6-26-24z" fill="#5A35A1"/><path d="M168 94V38l32 52z" fill="#FFE896"/><path d="M112 60h16M120 52v16" stroke="#40468A" stroke-width="5" stroke-linecap="round" transform="rotate(45 120 60)"/>',
    # 413: a book too big for the boat
    "big": f'{_SKY}<rect x="14" y="112" width="212" height="42" rx="21" fill="#86D3CF"/><path d="M40 112h160c-7 22-24 30-44 30H86c-26 0-40-12-46-30z" fill="#C4473A"/><path d="M42 112h156l-3 8H45z" fill="#FFE3B5"/><g transform="rotate(-7 120 70)"><rect x="66" y="14" width="108" height="98" rx="8" fill="#2B7034"/><path d="M78 14v98" stroke="#1B4B23" stroke-width="6"/><rect x="92" y="30" width="66" height="24" rx="5" fill="#E2F4DA"/><circle cx="126" cy="80" r="16" fill="#FFC21F"/></g>',
    # 429: even rustig, the moon and a candle clock
    "wait": f'{_NIGHT}{_STARS}<circle cx="88" cy="78" r="36" fill="#FFF1C9"/><circle cx="104" cy="70" r="32" fill="#2A2F6B"/><path d="M140 64h44v8l-16 20 16 20v8h-44v-8l16-20-16-20z" fill="#FFFBF3"/><path d="M138 62h48M138 122h48" stroke="#C78600" stroke-width="8" stroke-linecap="round"/><path d="M150 76h24l-12 14zM162 100l12 15h-24z" fill="#FFC21F"/>',
    # 500: the lamp went out, at our side; someone is already mending it
    "broken": f'{_NIGHT}{_STARS}<g transform="translate(160 150) scale(1.5)">{_LANTERN_DARK}</g><path d="M160 40q10-8 6-18m-14 14q-8-6-4-16" stroke="#CFD2F0" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M84 152V84M112 152V84M84 98h28M84 116h28M84 134h28" stroke="#DDBA7C" stroke-width="6" stroke-linecap="round"/>{_head("bever", 60, 30, 0.76)}',
    # 503: the valley sleeps for a moment
    "asleep": f'{_NIGHT}{_STARS}<circle cx="164" cy="52" r="20" fill="#FFF1C9"/><path d="M34 120q40-34 86-18t86-8v32a26 26 0 0 1-26 26H60a26 26 0 0 1-26-26z" fill="#22675F"/><g transform="translate(150 132) scale(.6)"><path d="M-30-44h60V0h-60z" fill="#6E6BA6"/><path d="M-38-42l16-36h44l16 36z" fill="#3C3D7A"/><path d="M-22-17h13v11h-13zM10-17h13v11H10z" fill="#1C2050"/></g>{_head("korenwolf", 66, 74, 0.74)}<path d="M90 112q6 5 11 0M106 112q6 5 11 0" stroke="#1C2050" stroke-width="3" fill="none" stroke-linecap="round" opacity="0"/><path d="M140 66h12l-12 14h12M160 84h8l-8 10h8" stroke="#FFE896" stroke-width="4" fill="none" stroke-linecap="round" stroke-linejoin="round"/>',
    # 400, 422: a letter with a blot
    "blot": f'{_GROUND}<rect x="66" y="22" width="108" height="124" rx="12" fill="#FFFBF3" stroke="#EFD4A2" stroke-width="4"/><path d="M84 46h72M84 64h50M84 110h72M84 126h44" stroke="#CFD2F0" stroke-width="6" stroke-linecap="round"/><path d="M128 72c12-6 26 0 24 12s-4 8-2 14-10 8-16 2-12 4-20-2 2-10 0-14 6-8 14-12z" fill="#40468A"/><path d="M196 34l-44 62-6 18 16-10 44-62z" fill="#FFC21F"/><path d="M146 114l4-12 8 6z" fill="#1C2050"/>',
    # a class without children, a shelf without books
    "shelf": f'{_GROUND}<path d="M30 120h180v14H30z" fill="#DDBA7C"/><path d="M40 134v18M200 134v18" stroke="#8A6327" stroke-width="8"/><rect x="48" y="66" width="18" height="54" rx="3" fill="#E8503F"/><rect x="70" y="54" width="22" height="66" rx="3" fill="#149C9A"/><path d="M100 118l20-60 18 6-20 60z" fill="#8257D0"/><path d="M150 108a18 18 0 1 1 36 0v12h-36z" fill="none" stroke="#A9AEDB" stroke-width="4" stroke-dasharray="7 6"/>',
    "door": f'{_GROUND}<rect x="76" y="26" width="88" height="124" rx="44" fill="#8A5A3A"/><rect x="86" y="38" width="68" height="112" rx="34" fill="#C4873C"/><circle cx="142" cy="98" r="5" fill="#FFC21F"/><path d="M100 76a20 20 0 0 1 40 0v8h-40z" fill="#FFE27A"/><path d="M120 56v28M100 76h40" stroke="#8A5A3A" stroke-width="4"/>{_head("mosa", 26, 92, 0.6)}',
}


def scene(name: str, *, width: int = 240) -> str:
    """The scene `name` of SCENES, `width` pixels wide; decoration beside the page's own words."""
    return f'<svg class="scene" width="{width}" height="{round(width * 170 / 240)}" viewBox="0 0 240 170" aria-hidden="true">{SCENES[name]}</svg>'
