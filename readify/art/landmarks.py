"""Buildings, trees and lamps of the valley and the journey map.

Every function draws one landmark around (0, 0) = its bottom centre, awake (`lit`) or asleep. `glow` is the id
of the page's glow gradient. Placing, order and what is lit are the caller's; nothing here knows about reading.
Roofs of houses take `currentColor`, so one shape serves houses of every colour.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from collections.abc import Callable

Landmark = Callable[[bool, str], str]

ASLEEP = "#2A2D66"
WINDOW = "#FFD24A"
# The shadow that seats a thing on its meadow; its half width goes in.
SEAT = '<ellipse cy="1" rx="{}" ry="5" fill="#0B1A3A" opacity=".2"/>'


def halo(x: float, y: float, r: float, glow: str, opacity: float = 1) -> str:
    """A soft round light; needs the gradient `glow` in the same document."""
    shown = "" if opacity == 1 else f' opacity="{opacity}"'
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="url(#{glow})"{shown}/>'


def house(lit: bool, glow: str) -> str:
    """A half-timbered house (vakwerkhuis)."""
    wall, beam, roof, win = (
        ("#FBE6C6", "#7A4A2C", "currentColor", WINDOW) if lit else ("#6E6BA6", "#4A4A88", "#3C3D7A", ASLEEP)
    )
    return (
        (halo(0, -24, 70, glow, 0.75) if lit else "")
        + SEAT.format(40)
        + f'<path d="M-30-44h60V0h-60z" fill="{wall}"/><path d="M-30-44H4L-12 0h-18z" fill="#2A1E50" opacity=".1"/><path d="M-38-42L-22-78H10v-10h9v10h3L38-42Z" fill="{roof}"/>'
        f'<path d="M-28.5-42V0M28.5-42V0M-30-22H30M0-42v20M-28-22L-4-42M28-22L4-42" stroke="{beam}" stroke-width="3.4"/>'
        f'<g fill="{win}"><rect x="-22" y="-17" width="13" height="11" rx="2"/><rect x="10" y="-17" width="13" height="11" rx="2"/><rect x="-8" y="-66" width="16" height="13" rx="7"/></g>'
        f'<path d="M-5 0v-13a5 5 0 0 1 10 0V0z" fill="{beam}"/>'
    )


def church(lit: bool, glow: str) -> str:
    """A village church with a pointed tower on the left."""
    wall, roof, win = ("#F2DDB8", "#51539A", WINDOW) if lit else ("#6764A2", "#3A3C7C", ASLEEP)
    return (
        (halo(-10, -50, 100, glow, 0.7) if lit else "")
        + f'<path d="M-44-104h34v54h68V0H-44z" fill="{wall}"/><path d="M-44-104h13V0h-13zM-10-50h68v9h-68z" fill="#2A1E50" opacity=".14"/>'
        f'<path d="M-10-72l2-4H50L64-48H-10zM-48-102l21-64 21 64zM-33 0v-16a6 6 0 0 1 12 0V0z" fill="{roof}"/><path d="M-27-164v-16M-33-174h12" stroke="{roof}" stroke-width="3"/>'
        f'<path d="M-4-10v-16a6 6 0 0 1 12 0v16zm20 0v-16a6 6 0 0 1 12 0v16zm20 0v-16a6 6 0 0 1 12 0v16zM-27-92a8 8 0 1 1 0 16 8 8 0 0 1 0-16" fill="{win}"/>'
    )


def castle(lit: bool, glow: str) -> str:
    """A moated castle with two towers."""
    wall, roof, win = ("#EBCFA6", "#8A3E58", WINDOW) if lit else ("#625F9E", "#3A3A78", ASLEEP)
    return (
        (halo(0, -50, 120, glow, 0.75) if lit else "")
        + f'<path d="M-74-88h36v26h76v-26h36V0H-74z" fill="{wall}"/><path d="M-74-88h13V0h-13zM38-88h11V0H38zM-38-60h76v8h-76z" fill="#2A1E50" opacity=".13"/>'
        f'<path d="M-38-60l8-28H30l8 28zM-79-86q23-18 23-52 0 34 23 52zM33-86q23-18 23-52 0 34 23 52zM-9 0v-17a9 9 0 0 1 18 0V0z" fill="{roof}"/>'
        f'<g fill="{win}"><path d="M-26-50h12v15h-12zm20 0H6v15H-6zm20 0h12v15H14z"/><path id="" d="M-61-67a5 5 0 0 1 10 0v11h-10zm0 32a5 5 0 0 1 10 0v11h-10zM51-67a5 5 0 0 1 10 0v11H51zm0 32a5 5 0 0 1 10 0v11H51z"/></g>'
    ).replace(' id=""', "")


def headframe(lit: bool, glow: str) -> str:
    """The headframe (schachtbok) of a mine shaft, with its winding wheel."""
    steel = "#3B2F66" if lit else "#2B2F6F"
    lamps = (
        '<path d="M-8-104h.1M10-104h.1M-11-68h.1M11-68h.1M-13-34h.1M13-34h.1" stroke="#FFE27A" stroke-width="9.2" stroke-linecap="round"/>'
        if lit
        else ""
    )
    return (
        (halo(0, -96, 90, glow, 0.8) if lit else "")
        + f'<g stroke="{steel}" stroke-width="6" fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="M-16 0l8-104h18L16 0M-13-34h26M-11-68h22M-14-8l26-26-23-34 19-32M14-8l-26-26 22-34M10-100L64 0"/>'
        f'<circle cx="1" cy="-118" r="17"/><path d="M1-135v34M-16-118h34M-11-130l24 24M13-130l-24 24" stroke-width="2.4"/></g>{lamps}'
    )


def _tree(lit: bool, glow: str, leaves: tuple[str, str, str]) -> str:
    trunk = "#5B3A3E" if lit else "#25406A"
    top, side, light = leaves if lit else ("#2F5C78", "#274E70", "#3A6C84")
    return (
        (halo(0, -40, 60, glow, 0.35) if lit else "")
        + SEAT.format(26)
        + f'<path d="M-4 0V-26h8V0zM-4 0q2-18-6-30M-2-14q4-8 12-14" fill="{trunk}" stroke="{trunk}" stroke-width="7" stroke-linecap="round"/>'
        f'<g fill="{side}"><circle cx="-16" cy="-40" r="19"/><circle cx="17" cy="-42" r="18"/></g><circle cy="-54" r="23" fill="{top}"/>'
        f'<g fill="{light}"><circle cx="8" cy="-61" r="9"/><circle cx="-12" cy="-46" r="6"/><circle cx="20" cy="-44" r="5"/></g>'
    )


def blossom(lit: bool, glow: str) -> str:
    """A fruit tree in blossom."""
    return _tree(lit, glow, ("#FFC3D1", "#FF9FB6", "#FFDCE4"))


def tree(lit: bool, glow: str) -> str:
    """A green tree."""
    return _tree(lit, glow, ("#8CCB6A", "#5FAF58", "#B5E08E"))


def lantern(lit: bool, glow: str) -> str:
    """A street lantern on a post."""
    post, glass = ("#3A2C4A", "#FFE27A") if lit else ("#1C3558", "#2E4F78")
    return (
        (halo(0, -52, 62, glow) if lit else "")
        + f'<path d="M0 0v-40" stroke="{post}" stroke-width="5" stroke-linecap="round"/><path d="M-9-40H9l-2.500-22h-13z" fill="{glass}"/>'.replace(
            ".500", ".5"
        )
        + f'<path d="M-12-62h24l-7-9H-5zM-9-42H9a2.5 2.5 0 0 1 0 5H-9a2.5 2.5 0 0 1 0-5zM0-77a3 3 0 1 1 0 6 3 3 0 0 1 0-6" fill="{post}"/>'
        + ('<path d="M0-44c-5-4-4-9 0-14 4 5 5 10 0 14z" fill="#FF9A1F"/>' if lit else "")
    )


def cave(lit: bool, glow: str) -> str:
    """A cave in the marl; awake there is a reader inside."""
    rim, hollow = ("#B9804A", "#FFCF5A") if lit else ("#6D5C88", "#33316C")
    inside = (
        '<path d="M-14 0v-26a14 18 0 0 1 28 0V0z" fill="#FFEFB5"/>'
        + halo(0, -22, 84, glow)
        + '<path d="M-3-18a5 5 0 1 1 0 10 5 5 0 0 1 0-10M-10 0c0-12 14-12 14 0z" fill="#7A4A2C"/><path d="M3-8l9-3v8L3 0z" fill="#B8463A"/>'
    )
    return (
        f'<path d="M-30 0v-34a30 34 0 0 1 60 0V0z" fill="{rim}"/><path d="M-23 0v-32a23 27 0 0 1 46 0V0z" fill="{hollow}"/>'
        + (inside if lit else "")
    )


def _stone(lit: bool) -> tuple[str, str, str, str]:
    return ("#FBE6C6", "#B8463A", WINDOW, "#7A4A2C") if lit else ("#5F66A0", "#3B437E", ASLEEP, "#3B437E")


def mill(lit: bool, glow: str) -> str:
    """A windmill."""
    wall, roof, win, beam = _stone(lit)
    return (
        (halo(0, -44, 74, glow, 0.8) if lit else "")
        + f'<path d="M-24 0l9-62h30l9 62z" fill="{wall}"/><path d="M-19-60q19-32 38 0z" fill="{roof}"/><rect x="-6" y="-42" width="12" height="13" rx="6" fill="{win}"/>'
        f'<path d="M-6 0v-14a6 6 0 0 1 12 0V0z" fill="{beam}"/><path d="M-34-96l68 60M34-96l-68 60" stroke="{beam}" stroke-width="4" stroke-linecap="round"/>'
        f'<path d="M-8-77l-24-21 8-9 23 22zM8-77l24-21-8-9-23 22zM-8-55l-24 21 8 9 23-22zM8-55l24 21-8 9-23-22z" fill="{"#FFF6E3" if lit else "#6C74AE"}" opacity=".9"/><circle cy="-66" r="5" fill="{beam}"/>'
    )


def bridge(lit: bool, glow: str) -> str:
    """An old stone bridge with three lamps."""
    wall, _roof, _win, beam = _stone(lit)
    lamps = "".join(
        f'<path d="M{x} {y + 4}v-16" stroke="{beam}" stroke-width="3.5"/><circle cx="{x}" cy="{y - 14}" r="6" fill="{"#FFE27A" if lit else "#6C74AE"}"/>'
        for x, y in ((-40, -36), (0, -48), (40, -36))
    )
    return (
        (halo(0, -30, 80, glow, 0.8) if lit else "")
        + f'<path d="M-58 0v-26q58-28 116 0V0H44a14 16 0 0 0-28 0h-2a14 18 0 0 0-28 0h-2a14 16 0 0 0-28 0Z" fill="{wall}"/><path d="M-60-27q60-29 120 0" stroke="{beam}" stroke-width="5" fill="none"/>{lamps}'
    )


def white_church(lit: bool, glow: str) -> str:
    """A white village with its church, as in Thorn."""
    wall, roof, win, _beam = _stone(lit)
    wall, roof = ("#FFFBF3", "#6B4A78") if lit else (wall, roof)
    return (
        (halo(-4, -46, 96, glow, 0.85) if lit else "")
        + f'<path d="M-42-82h30v38h58V0h-88z" fill="{wall}"/><path d="M-14-52l6-14h48l10 24h-62zM-45-80l5-14h2l11-30 11 30h2l5 14zM-32 0v-15a5.5 5.5 0 0 1 11 0V0z" fill="{roof}"/>'
        f'<path d="M-2-10v-14a5 5 0 0 1 10 0v14zm16 0v-14a5 5 0 0 1 10 0v14zm16 0v-14a5 5 0 0 1 10 0v14zM-27-73a7 7 0 1 1 0 14 7 7 0 0 1 0-14" fill="{win}"/>'
    )


def lock(lit: bool, glow: str) -> str:
    """A river lock: two towers and the gate between them."""
    wall, roof, win, beam = _stone(lit)
    return (
        (halo(0, -30, 74, glow, 0.8) if lit else "")
        + f'<path d="M-47-54h26V0h-26zM21-54h26V0H21z" fill="{wall}"/><path d="M-51-52l17-20 17 20zM17-52l17-20 17 20z" fill="{roof}"/>'
        f'<path d="M-39-37a5 5 0 0 1 10 0v7h-10zM29-37a5 5 0 0 1 10 0v7H29z" fill="{win}"/><path d="M-21-34h42v30h-42z" fill="{"#149C9A" if lit else "#3B5F90"}"/>'
        f'<path d="M-21-34L0-20l21-14M-21-4L0-20 21-4M0-34v30" stroke="{beam}" stroke-width="3.5" fill="none"/>'
    )


def town(lit: bool, glow: str) -> str:
    """A small town: two houses around a church."""
    return (
        f'<g transform="translate(-26) scale(.82)">{house(lit, glow)}</g>'
        f'<g transform="translate(14) scale(.5)">{church(lit, glow)}</g>'
        f'<g transform="translate(40) scale(.62)">{house(lit, glow)}</g>'
    )


def wood(lit: bool, glow: str) -> str:
    """Three trees together."""
    one = tree(lit, glow)
    return "".join(
        f'<g transform="translate({x}) scale({s})">{one}</g>' for x, s in ((-42, 0.8), (39, 0.9), (0, 1.1))
    )
