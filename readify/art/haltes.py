"""The twelve haltes of the Maasreis, each a place that stands there: drawn once, in colour, around (0, 0).

A halte is about 120 wide and 100 high, its bottom centre at (0, 0), the light from the right. `glow` is the id of
the page's glow gradient. A halte that was not reached yet is the same drawing in four tones of evening.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from html import escape
from typing import Final

from readify.art.daylight import DUSK, Stops, toned
from readify.art.ground import fade, glow
from readify.art.landmarks import halo

ASLEEP: Final = ("#2A2E6E", "#3A3F82", "#535899", "#6C71AE")
_SKY: Final[Stops] = ((0, "#262A78"), (0.3, "#4F45A2"), (0.5, "#9A5BAA"), (0.66, "#F0878A"), (0.8, "#FFC58C"))
_WIN = "#FFD24A"
_BRICK, _BRICK_DARK, _CREAM, _SLATE = "#B5523F", "#8E3B30", "#FBE6C6", "#565B93"


def _windows(places: str, width: float = 5, height: float = 7) -> str:
    """Lit windows with round tops, from "x,y x,y …" (bottom centres)."""
    half = width / 2
    path = "".join(
        f"M{float(x) - half:g} {y}v-{height - half:g}a{half:g} {half:g} 0 0 1 {width:g} 0v{height - half:g}z"
        for x, y in (pair.split(",") for pair in places.split())
    )
    return f'<path d="{path}" fill="{_WIN}"/>'


def _bands(path: str, colour: str = _CREAM, width: float = 2) -> str:
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width:g}" fill="none"/>'


def _water(half: int, depth: int = 8) -> str:
    return (
        f'<path d="M-{half} -2h{2 * half}v{depth - 4}q-{half} 8-{2 * half} 0z" fill="#3F97C4"/>'
        f'<path d="M-{half - 10} 2h14m10 3h20m10-3h16" stroke="#D5F0F8" stroke-width="2" stroke-linecap="round"/>'
    )


def _tree(x: float, y: float, r: float, colour: str = "#4F9E58", light: str = "#8CCB6A") -> str:
    return (
        f'<path d="M{x} {y}v-{r * 1.5:g}" stroke="#5B3A2E" stroke-width="{r * 0.36:g}"/><circle cx="{x}" cy="{y - r * 1.9:g}" r="{r:g}" fill="{colour}"/>'
        f'<circle cx="{x + r * 0.3:g}" cy="{y - r * 2.2:g}" r="{r * 0.42:g}" fill="{light}"/>'
    )


# Kasteel Eijsden: brick with bands of marl, slate roofs, a tower with a bell-shaped spire, the moat around it.
_EIJSDEN = (
    _water(62)
    + f'<path d="M-54-42h92V0h-92z" fill="{_BRICK}"/><path d="M-58-42l12-20h74l14 20z" fill="{_SLATE}"/>'
    + _bands("M-54-34h92M-54-22h92M-54-10h92", width=2.4)
    + f'<path d="M22-62h26V0H22z" fill="{_BRICK}"/><path d="M22-62h8V0h-8z" fill="{_BRICK_DARK}"/>'
    + _bands("M22-52h26M22-40h26M22-28h26M22-16h26M22-4h26")
    + f'<path d="M18-62h34c-2-9-11-10-12-20 0-5 1-8-3-11h-4c-4 3-3 6-3 11-1 10-10 11-12 20z" fill="{_SLATE}"/><path d="M35-93v-15M35-106h8v5h-8" stroke="{_SLATE}" stroke-width="2.4" fill="#FFC21F"/>'
    + f'<path d="M-60-50h18V0h-18z" fill="{_BRICK}"/><path d="M-63-50h24l-12-24z" fill="{_SLATE}"/>'
    + _windows("-51,-32 -51,-12 -28,-26 -12,-26 4,-26 -28,-7 4,-7 35,-44 35,-20")
    + f'<path d="M-18 0v-13a6 6 0 0 1 12 0V0z" fill="#5B2B24"/><path d="M-24 6V0a12 9 0 0 1 24 0v6z" fill="{_CREAM}"/><path d="M-19 6V3a7 6 0 0 1 14 0v3z" fill="#2A7FB4"/>'
)

# Maastricht: the Sint Servaasbrug with its round arches; behind it the red Sint-Jan and the towers of Sint-Servaas.
_MAASTRICHT = (
    '<path d="M-31-40h15v-36h-15z" fill="#C24A38"/><path d="M-31-76h5v36h-5z" fill="#96382B"/><path d="M-29-76h11v-9h-11z" fill="#FBE6C6"/><path d="M-31-85h15l-7.500-20z" fill="#565B93"/><path d="M-23.500-103v-6" stroke="#FFC21F" stroke-width="2"/>'.replace(".500", ".5")
    + '<path d="M-6-64h11v30H-6zM14-64h11v30H14zM2-54h15v20H2z" fill="#E8CFA2"/><path d="M-8-64h15l-7.500-17zM12-64h15l-7.500-17z" fill="#565B93"/><path d="M2-54l7-10 8 10z" fill="#565B93"/>'.replace(".500", ".5")
    + f'<path d="M38-52h22v20H38z" fill="{_CREAM}"/><path d="M36-52l13-12 13 12z" fill="#B8463A"/>'
    + _windows("-23.5,-60 -23.5,-46 -0.5,-50 19.5,-50 44,-40 54,-40", 4, 6)
    + _water(66, 10)
    + '<path d="M-66-24q66-22 132 0V2h-6v-4a9 9 0 0 0-18 0v4h-7v-5a9.500 11 0 0 0-19 0v5h-7v-5.500a9.500 12 0 0 0-18 0V2h-7v-5a9.500 11 0 0 0-19 0v5h-7v-4a8 9 0 0 0-16 0v4h-8z" fill="#D8BC90"/>'.replace(".500", ".5")
    + '<path d="M-67-25q67-22 134 0" stroke="#8A6A48" stroke-width="3.4" fill="none"/><path d="M-34-8h.1M-9-9h.1M16-9h.1M40-8h.1" stroke="#B89668" stroke-width="5" stroke-linecap="round"/>'
    + "".join(f'<path d="M{x} {y}v-11" stroke="#3A2C4A" stroke-width="2"/><circle cx="{x}" cy="{y - 12}" r="3.6" fill="#FFE27A"/>' for x, y in ((-48, -29), (-16, -34), (16, -34), (48, -29)))
)  # fmt: skip

# Elsloo: the village high on the Maasberg, terraces with hedges stepping down to the river.
_ELSLOO = (
    '<path d="M-64 0c4-30 20-34 30-50 8-12 30-16 48-14 22 2 36 20 48 64z" fill="#4F8E50"/>'
    + f'<path d="M-6-64h10v-26H-6z" fill="{_CREAM}"/><path d="M-8-90H6l-7-22z" fill="{_SLATE}"/><path d="M4-64h22v-14H4z" fill="{_CREAM}"/><path d="M2-78l4-9h20l4 9z" fill="{_SLATE}"/>'
    + f'<path d="M-32-50h18v-15h-18z" fill="{_CREAM}"/><path d="M-35-64l5-11h16l5 11z" fill="#B8463A"/><path d="M32-50h16v-12H32z" fill="#F2D9A8"/><path d="M29-61l4-9h14l4 9z" fill="#8A5A3A"/>'
    + _windows("-1,-74 10,-67 20,-67 -27,-54 -19,-54 37,-53 44,-53", 4, 6)
    + '<path d="M-46-32q46-16 96-2M-53-17q54-14 109 0M-58-4q58-10 119 0" stroke="#E8CFA2" stroke-width="4.4" fill="none"/><path d="M-44-38q44-15 90-3M-50-23q52-14 103-1M-56-10q56-11 114 0" stroke="#2F6B3E" stroke-width="6" fill="none" stroke-linecap="round" stroke-dasharray="1 9"/>'
    + '<path d="M4-44l-7 8 9 8-11 8 10 8-10 11" stroke="#FBE6C6" stroke-width="4" fill="none" stroke-linejoin="round"/>'
    + _tree(-50, -18, 7) + _tree(55, -10, 8)
)  # fmt: skip

# Stein: the white round tower that is left of the castle, with ivy on the broken wall.
_STEIN = (
    '<path d="M-62 0q8-14 30-14h64q24 0 30 14z" fill="#4F8E50"/>'
    '<path d="M-50-8v-32l7 4 4-10 8 6 6-8 8 5 7-3v38z" fill="#D8BC90"/><path d="M-38-8v-14a6 6 0 0 1 12 0v14z" fill="#7A5A44"/>'
    '<path d="M-10-6l3-76h38l3 76z" fill="#FFF4E2"/><path d="M-10-6l3-76H5L2-6z" fill="#D9C6B4"/><path d="M-12-82h48v-11h-8v5h-7v-5h-9v5h-7v-5h-9v5h-8z" fill="#F2DDBE"/>'
    '<path d="M16-92v-22M16-114l18 6-18 6" stroke="#6B4A38" stroke-width="2.4" fill="#B8302A"/>'
    + _windows("13,-60 20,-38 8,-22", 5, 9)
    + '<path d="M-8-6c-3-18 6-20 2-36 8 8 4 20 12 36zM32-6c4-14-4-18 0-28 6 10 8 18 6 28z" fill="#3F8A4C"/><path d="M-6-70h.1M26-50h.1M28-24h.1M0-46h.1M22-72h.1" stroke="#D8BC90" stroke-width="4" stroke-linecap="round"/>'
    + f'<path d="M38-6h20v-16H38z" fill="{_BRICK}"/><path d="M35-21l13-12 13 12z" fill="{_SLATE}"/>'
    + _windows("48,-10")
)

# Thorn, the white town: whitewashed houses with stepped gables and the abbey church with its banded tower.
_THORN = (
    '<path d="M-22-84h24V0h-24z" fill="#FFFDF6"/><path d="M-22-84h8V0h-8z" fill="#DDD6E2"/>'
    + _bands("M-22-78h24M-22-71h24M-22-64h24M-22-57h24", "#B5664F", 3)
    + '<path d="M-25-84h6v-8h4v8h10v-8h4v8h6L-7-92l-3-26-3 26z" fill="#6B5A8C"/><path d="M-25-84h30l-15-34z" fill="#6B5A8C"/><path d="M-10-116v-8M-13-121h6" stroke="#FFC21F" stroke-width="2"/>'
    + '<path d="M2-48h58V0H2z" fill="#E9E2EE"/><path d="M0-46l8-18h48l8 18z" fill="#6B5A8C"/>'
    + _windows("12,-18 24,-18 36,-18 48,-18", 6, 18)
    + _windows("-10,-40", 6, 12)
    + '<path d="M-64 0v-34h5v-8h5v-8h5v-8h10v8h5v8h5v8h5V0z" fill="#FFFDF6"/><path d="M-64 0v-34h5v-8h5v-8h4V0z" fill="#E4DEE8"/><path d="M22 0v-24h4v-6h4v-6h4v-5h8v5h4v6h4v6h4V0z" fill="#FFFDF6" stroke="#D5CCDD" stroke-width="1"/>'
    + _windows("-50,-24 -38,-24 -50,-8 34,-14 44,-14", 5, 8)
    + '<path d="M-55-31h3v7h-3zM-46-31h3v7h-3zM-35-31h3v7h-3zM-55-15h3v7h-3zM-46-15h3v7h-3z" fill="#2B7034"/><path d="M-40 0v-9a3.500 3.500 0 0 1 7 0v9z" fill="#2B7034"/><path d="M-66 2h130" stroke="#A79BB0" stroke-width="4" stroke-dasharray="3 3"/>'.replace(".500", ".5")
)  # fmt: skip

# Maasbracht, harbour of the barges: one moored, its wheelhouse aft, a crane over the quay.
_MAASBRACHT = (
    '<path d="M30 0V-92h7V0z" fill="#E0A21E"/><path d="M-26-84h86v7h-86z" fill="#FFC21F"/><path d="M33-104l27 20M33-104l-46 20M33-104v14" stroke="#B87F10" stroke-width="2.6" fill="none"/><path d="M44-92h18v15H44z" fill="#565B93"/><path d="M-16-77v20" stroke="#3A2C4A" stroke-width="2"/><path d="M-26-57h20v11h-20z" fill="#149C9A"/><path d="M-16-57v11" stroke="#0A6A6C" stroke-width="2"/>'
    + f'<path d="M48-26h16V0H48z" fill="{_BRICK}"/>'
    + _water(68, 12)
    + '<path d="M-66-22h114l10-7h8l-4 20c-2 8-6 11-12 11h-98c-10 0-16-8-18-24z" fill="#2A3F78"/><path d="M-65-17h122l-1 5H-63z" fill="#E8503F"/><path d="M-60-22h6v-22h24v22h4" fill="#FFFBF3"/><path d="M-62-44h34l-3-6h-28z" fill="#B8302A"/><path d="M-52-40h16v8h-16z" fill="#FFD24A"/>'
    '<path d="M-20-22v-7h60v7z" fill="#7C81B4"/><path d="M-5-29v7M10-29v7M25-29v7" stroke="#565B93" stroke-width="2"/><path d="M-62-44v-20M-62-64h14v9h-14" stroke="#6B4A38" stroke-width="2" fill="#FFFFFF"/><path d="M-62-64h14v3h-14z" fill="#B8302A"/><path d="M-62-58h14v3h-14z" fill="#1B49A0"/><circle cx="54" cy="-20" r="2.6" fill="#FFE27A"/>'
)

# Roermond: the tall spire of the Christoffelkathedraal and, left of it, the towers and dome of the Munsterkerk.
_ROERMOND = (
    f'<path d="M-60-42h13V0h-13zM-34-42h13V0h-13z" fill="#E2C28E"/><path d="M-60-42h5V0h-5zM-34-42h4V0h-4z" fill="#B9946A"/><path d="M-62-42l8-14 8 14zM-36-42l8-14 8 14z" fill="{_SLATE}"/><path d="M-47-34h13V0h-13z" fill="#EBD0A0"/>'
    f'<path d="M-50-44q9-16 18 0z" fill="{_SLATE}" opacity="0"/><path d="M-21-30h22V0h-22z" fill="#EBD0A0"/><path d="M-20-30c0-16 20-16 20 0z" fill="#4C8C84"/><path d="M-10-42v-9" stroke="#4C8C84" stroke-width="2.6"/>'
    f'<path d="M4-40h56V0H4z" fill="{_BRICK}"/><path d="M2-38l6-16h48l6 16z" fill="{_SLATE}"/>'
    f'<path d="M16-74h24V0H16z" fill="#C9604A"/><path d="M16-74h8V0h-8z" fill="{_BRICK_DARK}"/>'
    + _bands("M16-74h24M16-50h24M16-26h24", _CREAM, 3)
    + f'<path d="M13-75h30l-6-9H19z" fill="{_SLATE}"/><path d="M20-84h16v-8H20z" fill="{_CREAM}"/><path d="M18-92h20L28-122z" fill="{_SLATE}"/><path d="M28-120v-6M25-128h6v4h-6z" stroke="#FFC21F" stroke-width="2.6" fill="#FFC21F"/>'
    + _windows("28,-56 28,-32 9,-12 50,-12 -54,-26 -28,-26 -40.500,-18 -10,-10".replace(".500", ".5"), 5, 11)
    + '<circle cx="28" cy="-78" r="3.4" fill="#FFF1B8"/><path d="M22 0v-11a6 6 0 0 1 12 0V0z" fill="#5B2B24"/>'
)

# Kessel: Keverberg on its mound by the Maas, old walls with a new glass roof, and the lone round tower.
_KESSEL = (
    _water(66, 8)
    + '<path d="M-62-2c6-26 22-32 40-34h46c20 2 34 12 40 34z" fill="#5C9E55"/><path d="M-50-8q50-20 104 0" stroke="#8CCB6A" stroke-width="3" fill="none" opacity=".6"/>'
    f'<path d="M-36-30v-32l8 5 5-8 8 6 9-8 6 5v34z" fill="{_BRICK}"/><path d="M-36-30v-32l8 5v27z" fill="{_BRICK_DARK}"/>'
    '<path d="M0-32v-42h34v42z" fill="#FFFDF6"/><path d="M0-74h34l-6-10H6z" fill="#86D3CF"/><path d="M6-68h7v14H6zM17-68h11v14H17zM6-50h11v12H6zM21-50h7v12h-7z" fill="#FFD24A"/>'
    f'<path d="M36-26v-50h18v52z" fill="{_BRICK}"/><path d="M36-26v-50h6v50z" fill="{_BRICK_DARK}"/><path d="M33-76h24v-8h-5v4h-4v-4h-6v4h-4v-4h-5z" fill="#D8896F"/>'
    + _windows("48,-56 48,-38 -22,-42 -6,-42", 5, 9)
    + _bands("M-36-30q36-6 90 3", "#D8BC90", 4)
    + '<path d="M-2-32q-8 14-24 30" stroke="#FBE6C6" stroke-width="4.4" fill="none" stroke-linecap="round"/>'
    + _tree(-50, -12, 7) + _tree(58, -12, 6)
)  # fmt: skip

# Venlo: the town hall, a stepped front between two eight-sided towers with onion spires, and its double stair.
_VENLO = (
    f'<path d="M-34-54h68V0h-68z" fill="{_CREAM}"/><path d="M-34-54h7v-9h8v-9h8v-9h6v-8H5v8h6v9h8v9h8v9z" fill="{_CREAM}"/><path d="M-34-54h14V0h-14z" fill="#DDC29A"/>'
    + _bands("M-34-54h68M-34-32h68M-27-63h54", "#B5664F", 2.6)
    + "".join(
        f'<path d="M{x - 10}-66h20V0h-20z" fill="#F2D7AC"/><path d="M{x - 10}-66h7V0h-7z" fill="#C9A97C"/><path d="M{x - 13}-66h26c0-9-9-9-9-18 0-4 5-6 5-10 0-5-9-6-9-16 0 10-9 11-9 16 0 4 5 6 5 10 0 9-9 9-9 18z" fill="{_SLATE}"/><circle cx="{x}" cy="-112" r="2.4" fill="#FFC21F"/>'
        for x in (-46, 46)
    )
    + _windows("-46,-48 -46,-26 46,-48 46,-26 -20,-36 -7,-36 7,-36 20,-36 -24,-14 24,-14 -6,-66 6,-66", 5, 11)
    + '<path d="M-26-46h3v10h-3zM-17-46h3v10h-3zM14-46h3v10h-3zM23-46h3v10h-3z" fill="#B8302A"/><path d="M-6-10v-14a6 6 0 0 1 12 0v14z" fill="#B8302A"/><path d="M-30 0L-8-10H8L30 0z" fill="#A79BB0"/><path d="M-30-1L-8-11H8L30-1" stroke="#565B93" stroke-width="2.4" fill="none"/><circle cy="-76" r="4.6" fill="#FFF1B8"/>'
)

# Arcen: the brick castle in its gardens, with a rose arch, beds in rows and a fountain.
_ARCEN = (
    '<path d="M-64 0q20-16 64-16T64 0z" fill="#6FB85E"/>'
    f'<path d="M-40-54h66v42h-66z" fill="{_BRICK}"/><path d="M-40-54h12v42h-12z" fill="{_BRICK_DARK}"/><path d="M-44-54l10-18h54l10 18z" fill="{_SLATE}"/><path d="M-16-54h18v-10l-9-10-9 10z" fill="{_CREAM}"/><path d="M-12-72h10v-14h-10z" fill="#FFFFFF"/><path d="M-15-86h16l-8-15z" fill="{_SLATE}"/>'
    + _bands("M-40-54h66M-40-34h66", _CREAM, 2.6)
    + _windows("-30,-40 -18,-40 4,-40 16,-40 -30,-18 16,-18", 6, 9)
    + '<path d="M-36-49h3v9h-3zM-27-49h3v9h-3zM10-49h3v9h-3zM-13-12v-13a6 6 0 0 1 12 0v13z" fill="#FFFDF6"/>'
    + '<path d="M32-2v-30a13 14 0 0 1 26 0v30" stroke="#3F8A4C" stroke-width="6" fill="none"/><path d="M31-6h.1M33-20h.1M34-34h.1M40-45h.1M50-45h.1M57-35h.1M57-21h.1M59-8h.1" stroke="#F06A8C" stroke-width="8" stroke-linecap="round"/><path d="M31-13h.1M37-40h.1M45-47h.1M55-41h.1M58-14h.1" stroke="#FFC3D1" stroke-width="5" stroke-linecap="round"/>'
    + '<path d="M-58-4h.1M-50-5h.1M-42-6h.1M-34-6h.1" stroke="#FFC21F" stroke-width="6" stroke-linecap="round"/><path d="M-54 1h.1M-46 0h.1M-38 0h.1M-30 0h.1M14 0h.1M22 1h.1" stroke="#F06A8C" stroke-width="6" stroke-linecap="round"/><ellipse cx="-6" cy="-2" rx="15" ry="4.6" fill="#86D3CF"/><path d="M-6-4v-14m0 0q-8-2-9 9m9-9q8-2 9 9" stroke="#E4F7F6" stroke-width="2.4" fill="none" stroke-linecap="round"/>'
    + _tree(-56, -8, 9)
)

# Gennep: the town hall of 1620, a stepped brick gable with bands and its slim eight-sided tower in front.
_GENNEP = (
    '<path d="M-34 0v-52h6v-9h6v-9h6v-9h6v-9h20v9h6v9h6v9h6v9h6V0z" fill="#B5523F"/><path d="M-34 0v-52h6v-9h6v-9h5V0z" fill="#8E3B30"/>'
    + _bands("M-34-44h68M-34-28h68M-34-13h68M-22-62h44M-15-76h30")
    + '<path d="M-34-52h6v-9h6v-9h6v-9h6v-9h20v9h6v9h6v9h6v9h6" stroke="#FBE6C6" stroke-width="3" fill="none"/>'
    f'<path d="M34-34h26V0H34z" fill="{_CREAM}"/><path d="M32-34l5-13h21l5 13z" fill="#B8463A"/><path d="M-62-30h28V0h-28z" fill="#F2D9A8"/><path d="M-65-30l6-14h22l4 14z" fill="#8A5A3A"/>'
    + _windows("-24,-31 -24,-8 24,-31 24,-8 -8,-64 42,-12 52,-12 -54,-12 -44,-12", 6, 10)
    + '<path d="M-29-41h2.500v10H-29zM-21.500-41h2.500v10h-2.500zM18.500-41h2.500v10h-2.500zM26.500-41H29v10h-2.500z" fill="#FFFDF6"/>'.replace(
        ".500", ".5"
    )
    + '<path d="M-9-84H9V0H-9z" fill="#C9604A"/><path d="M-9-84h6V0h-6z" fill="#9C4234"/>'
    + _bands("M-9-70H9M-9-50H9M-9-30H9", _CREAM, 2.6)
    + f'<path d="M-12-84h24c0-8-8-8-8-14h-8c0 6-8 6-8 14z" fill="{_SLATE}"/><path d="M-4-98h8v-7h-8z" fill="#FFE27A"/><path d="M-7-105H7c0-7-7-7-7-17 0 10-7 10-7 17z" fill="{_SLATE}"/><path d="M0-122v-6" stroke="#FFC21F" stroke-width="2"/>'
    + _windows("1,-54 1,-36", 5, 9)
    + '<circle cx="1" cy="-76" r="4.4" fill="#FFF1B8"/><path d="M-5 0v-12a5 5 0 0 1 10 0V0z" fill="#5B2B24"/>'
)

# Mook: the heath in flower, birches, a dune, and sheep that graze.
_MOOK = (
    '<path d="M-66 0c10-30 40-40 66-30 22-24 52-6 66 30z" fill="#8A5AA8"/><path d="M-66 0c20-20 50-22 74-8 22-12 44-6 58 8z" fill="#A978C4"/><path d="M-60-3q20-12 44-8M6-24q20-10 38 2M-36-22q12-6 22-4M14-6q20-6 40 2" stroke="#D9A9E0" stroke-width="4" fill="none" stroke-linecap="round" stroke-dasharray="1 8"/>'
    '<path d="M-24 2q10-14 26-16 12-2 16-14" stroke="#F2DDB0" stroke-width="6" fill="none" stroke-linecap="round"/>'
    + "".join(
        f'<path d="M{x} {y}v-{h}" stroke="#FFFDF6" stroke-width="5" stroke-linecap="round"/><path d="M{x - 2} {y - h * 0.3:g}h3M{x} {y - h * 0.5:g}h3M{x - 2} {y - h * 0.7:g}h3" stroke="#3A2C4A" stroke-width="2"/><g fill="#E3B93C"><circle cx="{x - 8}" cy="{y - h}" r="9"/><circle cx="{x + 8}" cy="{y - h - 3}" r="10"/><circle cx="{x}" cy="{y - h - 12}" r="10"/></g><circle cx="{x + 5}" cy="{y - h - 12}" r="4.4" fill="#FFE27A"/>'
        for x, y, h in ((-44, -12, 42), (-24, -18, 54), (46, -16, 40))
    )
    + "".join(
        f'<g transform="translate({x} {y}) scale({s})"><path d="M-7 0v7M6 0v7" stroke="#3A2C4A" stroke-width="2.6"/><path d="M-12-2a6 6 0 0 1 3-9 7 7 0 0 1 12-2 6 6 0 0 1 9 6 5 5 0 0 1-3 8h-17a5 5 0 0 1-4-3z" fill="#FFFDF6"/><ellipse cx="{14 * d}" cy="-5" rx="5" ry="4" fill="#3A2C4A"/></g>'
        for x, y, s, d in ((12, -25, 0.7, -1), (32, -15, 0.85, 1), (6, -5, 1.1, -1))
    )
)

DRAWINGS: Final[tuple[str, ...]] = (
    _EIJSDEN, _MAASTRICHT, _ELSLOO, _STEIN, _THORN, _MAASBRACHT, _ROERMOND, _KESSEL, _VENLO, _ARCEN, _GENNEP, _MOOK,
)  # fmt: skip
# How high each stands, so that a map can leave room.
HEIGHTS: Final = (108, 110, 112, 114, 124, 104, 128, 84, 114, 101, 128, 80)


def halte(number: int, *, lit: bool, glow: str) -> str:
    """Halte `number` (0–11): in colour with its glow once reached, in the tones of evening before."""
    drawing = DRAWINGS[number]
    return halo(0, -46, 96, glow, 0.7) + drawing if lit else toned(drawing, ASLEEP)


def postcard(number: int, *, key: str, title: str = "", width: int = 320) -> str:
    """Halte `number` as a picture of its own, 320 x 200: evening sky, hills, the Maas in front, its lights on."""
    name = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    lean = 40 if number % 2 else -40
    return (
        f'<svg class="postcard" width="{width}" height="{round(width * 0.625)}" viewBox="0 0 320 200" preserveAspectRatio="xMidYMid slice" {name}>'
        f"<defs>{fade(key + 's', _SKY)}{fade(key + 'r', DUSK.river)}{glow(key + 'g', 1)}</defs>"
        f'<path d="M0 0h320v200H0z" fill="url(#{key}s)"/><path d="M28 24h.1M70 44h.1M112 18h.1M214 26h.1M262 48h.1M296 20h.1M176 40h.1" stroke="#FFF6DC" stroke-width="2.6" stroke-linecap="round" opacity=".8"/>'
        f'<path d="M0 126q60-{34 + lean // 4} 130-14t190-{10 - lean // 8}v98H0z" fill="#6A54A6"/><path d="M0 142q80-26 160-8t160-10v76H0z" fill="#3E5C92"/>'
        f'<path d="M0 152q90-18 170-8t150 0v56H0z" fill="#2F7A5F"/><path d="M0 172q70-9 160-3t160-3v34H0z" fill="url(#{key}r)"/>'
        f'<g transform="translate({160 + lean // 4} 166) scale(1.16)">{halte(number, lit=True, glow=key + "g")}</g>'
        '<path d="M36 184h44m60 5h70m30-7h46M90 194h50m70 1h60" stroke="#FFE9CF" stroke-width="2.6" stroke-linecap="round" opacity=".5"/></svg>'
    )
