"""Small drawn scenes for empty places and for things that went wrong: kind, and never about blame.

Each scene is one inline SVG on a 240 x 170 field. Words are the page's, so every scene is decoration.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from typing import Final

from readify.art.companions import koempel


def _mate(name: str, pose: str, x: float, y: float, scale: float) -> str:
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g})">{koempel(name, pose)}</g>'


_GROUND = '<circle cx="120" cy="82" r="78" fill="#FFF3DC"/><path d="M52 120q40-30 78-14t64-4l-4 14a78 78 0 0 1-138 4z" fill="#E9F0CF"/><ellipse cx="120" cy="153" rx="98" ry="11" fill="#F3E2BD"/>'
_SKY = '<circle cx="120" cy="82" r="78" fill="#DDE9F7"/><path d="M62 46a8 8 0 0 1 8-8 13 13 0 0 1 24-3 10 10 0 0 1 17 5 6 6 0 0 1 5 6zM150 34a6 6 0 0 1 6-6 10 10 0 0 1 18-2 8 8 0 0 1 12 8z" fill="#fff"/>'
_NIGHT = '<rect x="24" y="8" width="192" height="148" rx="28" fill="#262B69"/><path d="M24 104q40-22 96-6t96-12v42a28 28 0 0 1-28 28H52a28 28 0 0 1-28-28z" fill="#1F4E5C"/><path d="M24 128q50-20 100-8t92-8v16a28 28 0 0 1-28 28H52a28 28 0 0 1-28-28z" fill="#17404A"/>'
_STARS = '<path d="M52 34h.1M96 24h.1M148 30h.1M196 46h.1M170 22h.1M44 66h.1M120 46h.1" stroke="#FFE896" stroke-width="4" stroke-linecap="round"/>'
_LANTERN = '<path d="M0 0v-38" stroke="#40468A" stroke-width="5" stroke-linecap="round"/><path d="M-10-38h20l-3-24H-7z" fill="{}"/><path d="M-13-62h26l-8-9H-5zM-11-39h22v5h-22z" fill="#40468A"/>'
_SIGN = '<path d="M0 0v-78" stroke="#8A6327" stroke-width="7" stroke-linecap="round"/><path d="M-6-74h44l12 11-12 11H-6zM6-46h-36l-12 10 12 10H6z" fill="#DDBA7C"/><path d="M4-63h26M-2-36h-20" stroke="#8A6327" stroke-width="4" stroke-linecap="round"/>'
_WAVES = '<path d="M20 124q12-8 24 0t24 0M150 140q12-8 24 0t24 0M90 144q10-6 20 0t20 0" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round"/>'

SCENES: Final[dict[str, str]] = {
    # nothing read yet: a dark cave in the marl with someone who waits with a book
    "cave": f'{_GROUND}<path d="M46 152V76a74 66 0 0 1 148 0v76z" fill="#E3C48C"/><path d="M46 108q30 6 46-2m62-40q20 8 38-4" stroke="#CDA86C" stroke-width="3" fill="none"/><path d="M64 152V82a56 54 0 0 1 112 0v70z" fill="#232760"/><circle cx="120" cy="112" r="50" fill="#FFD45A" opacity=".16"/><circle cx="120" cy="112" r="34" fill="#FFD45A" opacity=".2"/>{_mate("korenwolf", "read", 72, 48, 0.48)}<path d="M88 52h.1M150 46h.1M112 40h.1" stroke="#FFE896" stroke-width="5" stroke-linecap="round"/>',
    # a book that nobody knows yet
    "barcode": f'{_GROUND}{_mate("oehoe", "read", 22, 20, 0.62)}<g transform="translate(132 60)"><rect width="84" height="66" rx="12" fill="#fff" stroke="#EFD4A2" stroke-width="3"/><path d="M18 16h3v34h-3zm7 0h5v34h-5zm9 0h3v34h-3zm6 0h6v34h-6zm10 0h3v34h-3zm7 0h5v34h-5zm9 0h3v34h-3z" fill="#1C2050"/><path d="M-8 14V2q0-10 10-10h12M70-8h12q10 0 10 10v12M92 52v12q0 10-10 10H70M14 74H2q-10 0-10-10V52" fill="none" stroke="#149C9A" stroke-width="6" stroke-linecap="round"/></g>',
    # no internet: the mast is silent, and one reads on by lantern light
    "offline": f'{_NIGHT}{_STARS}<path d="M166 124l14-68 14 68M170 104h20M174 84h12" fill="none" stroke="#8F95D0" stroke-width="4" stroke-linejoin="round"/><circle cx="180" cy="52" r="5" fill="#8F95D0"/><path d="M164 44q-6 8 0 16m32-16q6 8 0 16M155 36q-12 16 0 32m50-32q12 16 0 32" fill="none" stroke="#8F95D0" stroke-width="3.400" stroke-linecap="round" stroke-dasharray="2 8"/><circle cx="84" cy="100" r="56" fill="#FFD45A" opacity=".13"/><circle cx="84" cy="104" r="38" fill="#FFD45A" opacity=".16"/>{_mate("salamander", "read", 34, 36, 0.53)}<g transform="translate(146 150) scale(.7)">{_LANTERN.format("#FFE27A")}</g>'.replace(
        ".400", ".4"
    ),
    # 404: a fork in the path, the das with a map
    "lost": f'{_GROUND}<path d="M100 150q10-40 54-60 34-14 46-10" stroke="#EFD4A2" stroke-width="15" fill="none" stroke-linecap="round"/><g transform="translate(182 150)">{_SIGN}</g>{_mate("das", "read", 32, 16, 0.62)}<path d="M58 118l18-6 18 6 18-6 18 6v32l-18-6-18 6-18-6-18 6z" fill="#FFFBF3" stroke="#C9A66A" stroke-width="3" stroke-linejoin="round"/><path d="M76 112v32M94 118v32M112 112v32" stroke="#EBD9B4" stroke-width="2"/><path d="M64 138q12-14 26-4t30-8" stroke="#149C9A" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M114 122l7 7m0-7l-7 7" stroke="#B8302A" stroke-width="3.400" stroke-linecap="round"/>'.replace(
        ".400", ".4"
    ),
    # 403, 401: a friendly gate that is closed
    "gate": f'{_GROUND}<path d="M30 152V70a68 60 0 0 1 136 0v82z" fill="#DDBA7C"/><path d="M30 108h18m100 0h18M42 74l15 6m82 0l15-6M98 10v16" stroke="#C09A5C" stroke-width="3"/><path d="M46 152V76a52 48 0 0 1 104 0v76z" fill="#8A6327"/><path d="M98 28v124M72 38v114M124 38v114" stroke="#6B4A18" stroke-width="4"/><rect x="82" y="84" width="32" height="28" rx="8" fill="#FFC21F"/><path d="M88 84v-8a10 10 0 0 1 20 0v8" fill="none" stroke="#C78600" stroke-width="6"/><path d="M98 93v9" stroke="#1C2050" stroke-width="5" stroke-linecap="round"/>{_mate("oehoe", "wave", 134, 46, 0.49)}',
    # 409: two boats, one lock
    "two": f'{_SKY}<path d="M20 106h200v22a28 28 0 0 1-28 28H48a28 28 0 0 1-28-28z" fill="#6CBFCB"/>{_mate("korenwolf", "wave", 24, 38, 0.36)}<path d="M14 108h96c-5 20-14 26-26 26H40c-14 0-22-10-26-26z" fill="#C4473A"/><path d="M16 108h92l-2 7H18z" fill="#FFE3B5"/><path d="M94 108V36l-2 0v72" stroke="#5B3423" stroke-width="4"/><path d="M98 40c14 16 16 40 12 60-5-3-8-3-12-2z" fill="#FFC21F"/>{_mate("mosa", "wave", 152, 38, 0.36)}<path d="M130 108h96c-4 16-12 26-26 26h-44c-12 0-21-6-26-26z" fill="#5A35A1"/><path d="M132 108h92l-2 7h-88z" fill="#EFE8FB"/><path d="M146 108V36" stroke="#5B3423" stroke-width="4"/><path d="M142 40c-14 16-16 40-12 60 5-3 8-3 12-2z" fill="#FF8A7A"/>{_WAVES}',
    # 413: a book too big for the boat
    "big": f'{_SKY}<path d="M20 116h200v12a28 28 0 0 1-28 28H48a28 28 0 0 1-28-28z" fill="#6CBFCB"/>{_mate("bever", "cheer", 12, 30, 0.46)}<g transform="rotate(-5 136 66)"><rect x="84" y="10" width="100" height="104" rx="8" fill="#2B7034"/><path d="M84 18a8 8 0 0 1 8-8h6v104h-6a8 8 0 0 1-8-8z" fill="#1B4B23"/><rect x="110" y="26" width="60" height="22" rx="5" fill="#E2F4DA"/><path d="M118 37h44" stroke="#2B7034" stroke-width="4" stroke-linecap="round"/><circle cx="140" cy="78" r="16" fill="#FFC21F"/><path d="M184 14l4 4v100H98" fill="none" stroke="#FFFBF3" stroke-width="5"/></g><path d="M28 116h184c-8 22-26 30-48 30H78c-26 0-42-12-50-30z" fill="#C4473A"/><path d="M30 116h180l-3 8H33z" fill="#FFE3B5"/><path d="M22 150q12-7 24 0t24 0M160 152q12-7 24 0t24 0" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round"/>',
    # 429: rest a while under the moon, the sand runs
    "wait": f'{_NIGHT}{_STARS}<circle cx="176" cy="46" r="24" fill="#FFF1C9"/><circle cx="188" cy="40" r="21" fill="#262B69"/>{_mate("salamander", "rest", 34, 34, 0.53)}<g transform="translate(8 14)"><path d="M140 72h44v8l-16 20 16 20v8h-44v-8l16-20-16-20z" fill="#FFFBF3"/><path d="M138 70h48M138 130h48" stroke="#C78600" stroke-width="8" stroke-linecap="round"/><path d="M150 84h24l-12 14zM162 108l12 15h-24z" fill="#FFC21F"/><path d="M162 96v12" stroke="#FFC21F" stroke-width="3"/></g>',
    # 500: the lamp went out, at our side; the bever is already mending it
    "broken": f'{_NIGHT}{_STARS}<g transform="translate(166 150) scale(1.42)">{_LANTERN.format("#A9AEDB")}</g><path d="M166 40q9-7 5-16m-13 13q-8-6-4-15" stroke="#CFD2F0" stroke-width="4" fill="none" stroke-linecap="round"/>{_mate("bever", "wave", 32, 32, 0.56)}<g transform="rotate(28 140 84)"><path d="M137 82h7v36h-7z" fill="#CFD2F0"/><path d="M130 66v12l5 6h11l5-6V66l-6 4v7h-9v-7z" fill="#CFD2F0"/></g>',
    # 503: the valley sleeps for a moment
    "asleep": f'{_NIGHT}{_STARS}<circle cx="180" cy="46" r="21" fill="#FFF1C9"/><circle cx="174" cy="41" r="3.500" fill="#EBD6A4"/><circle cx="186" cy="53" r="5" fill="#EBD6A4"/><g transform="translate(166 122) scale(.6)"><path d="M-30-44h60V0h-60z" fill="#5B5F9E"/><path d="M-38-42l16-36h44l16 36z" fill="#3C3D7A"/><path d="M-22-17h13v11h-13zM10-17h13v11H10z" fill="#23275F"/></g>{_mate("korenwolf", "rest", 40, 38, 0.53)}'.replace(
        ".500", ".5"
    ),
    # 400, 422: a letter with a blot, and a hand that offers a pen
    "blot": f'{_GROUND}<rect x="92" y="14" width="106" height="136" rx="12" fill="#FFFBF3" stroke="#EFD4A2" stroke-width="4"/><path d="M110 38h70M110 56h48M110 112h70M110 130h44" stroke="#CFD2F0" stroke-width="6" stroke-linecap="round"/><path d="M154 66c12-6 26 0 24 12s-4 8-2 14-10 8-16 2-12 4-20-2 2-10 0-14 6-8 14-12z" fill="#40468A"/><path d="M186 96h.1M128 92h.1" stroke="#40468A" stroke-width="6" stroke-linecap="round"/>{_mate("mosa", "wave", 16, 38, 0.52)}<path d="M118 66l-30 34-4 13 12-6 30-34z" fill="#FFC21F"/><path d="M84 113l3-10 8 7z" fill="#1C2050"/>',
    # a class without children, a shelf without books
    "shelf": f'{_GROUND}<path d="M104 112h118v12H104z" fill="#DDBA7C"/><path d="M104 58h118v10H104z" fill="#DDBA7C"/><path d="M98 20h10v134H98zM218 20h10v134h-10z" fill="#B98F4E"/><rect x="118" y="76" width="14" height="36" rx="3" fill="#E8503F"/><rect x="134" y="70" width="17" height="42" rx="3" fill="#149C9A"/><path d="M160 112l12-38 13 4-12 36z" fill="#8257D0"/><path d="M112 58V42h12v16zM128 58V34h14v24z" fill="#4FA64B"/><path d="M150 58V40h12v18zM166 58V36h14v22zM186 112V84h14v28zM186 58V42h12v16z" fill="none" stroke="#C9B48C" stroke-width="3" stroke-dasharray="5 5"/>{_mate("oehoe", "wave", 4, 42, 0.5)}',
    # the library's door stands ready
    "door": f'{_GROUND}<rect x="104" y="18" width="104" height="134" rx="48" fill="#8A5A3A"/><rect x="115" y="30" width="82" height="122" rx="38" fill="#C4873C"/><circle cx="184" cy="98" r="5" fill="#FFC21F"/><path d="M132 74a24 24 0 0 1 48 0v10h-48z" fill="#FFE27A"/><path d="M156 50v34M132 74h48" stroke="#8A5A3A" stroke-width="4"/><path d="M96 152h120" stroke="#B98F4E" stroke-width="6" stroke-linecap="round"/>{_mate("mosa", "wave", 14, 32, 0.55)}',
}


def scene(name: str, *, width: int = 240) -> str:
    """The scene `name` of SCENES, `width` pixels wide; decoration beside the page's own words."""
    return f'<svg class="scene" width="{width}" height="{round(width * 170 / 240)}" viewBox="0 0 240 170" aria-hidden="true">{SCENES[name]}</svg>'
