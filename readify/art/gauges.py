"""Small drawn measures: the moon timer, a ring, a mix of parts, a glowing bar, columns and a QR code.

Plain numbers in, SVG out. Colours come from the page through classes where a theme may change them.
Charts for staff are made on the server, so that pages need no script.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

import math
from collections.abc import Sequence
from html import escape
from typing import Final

MIX_COLOURS: Final = ("#B8302A", "#149C9A", "#F2A900", "#8257D0", "#4FA64B", "#F06A8C", "#5A60A0")


def _within(share: float) -> float:
    return max(0.0, min(1.0, share))


def moon(share: float, big: str, small: str, *, size: int = 236, label: str = "") -> str:
    """The moon that counts reading time: `share` (0–1) of the ring still glows around two lines of text."""
    around = 2 * math.pi * 78
    name = escape(label or f"{big} {small}")
    return (
        f'<svg class="moon" width="{size}" height="{size}" viewBox="0 0 200 200" role="img" aria-label="{name}">'
        '<circle cx="100" cy="100" r="98" fill="#FFF3C4" opacity=".12"/><circle cx="100" cy="100" r="68" fill="#FFF1C9"/>'
        '<circle cx="70" cy="66" r="8" fill="#F2DFB0"/><circle cx="128" cy="140" r="11" fill="#F2DFB0"/>'
        '<circle cx="140" cy="68" r="6" fill="#F2DFB0"/>'
        '<g fill="none" stroke-width="9"><circle cx="100" cy="100" r="78" stroke="#fff" stroke-opacity=".22"/>'
        '<circle class="moon-ring" cx="100" cy="100" r="78" stroke="#FFC21F" stroke-linecap="round" '
        f'stroke-dasharray="{around * _within(share):.0f} {around:.0f}" transform="rotate(-90 100 100)"/></g>'
        '<g text-anchor="middle" fill="#1C2050">'
        f'<text class="moon-big" x="100" y="108" font-weight="800" font-size="46">{escape(big)}</text>'
        f'<text class="moon-small" x="100" y="130" font-weight="600" font-size="16">{escape(small)}</text></g></svg>'
    )


def ring(share: float, *, inside: str = "", size: int = 86) -> str:
    """A ring filled for `share` (0–1), with optional markup (a nested svg or use, 46 wide at 20, 20) inside."""
    around = 2 * math.pi * 37
    return (
        f'<svg class="ring" width="{size}" height="{size}" viewBox="0 0 86 86" aria-hidden="true">'
        '<g fill="none" stroke-width="8"><circle class="ring-rest" cx="43" cy="43" r="37" stroke="currentColor" stroke-opacity=".2"/>'
        '<circle cx="43" cy="43" r="37" stroke="#FFC21F" stroke-linecap="round" '
        f'stroke-dasharray="{around * _within(share):.0f} {around:.0f}" transform="rotate(-90 43 43)"/></g>{inside}</svg>'
    )


def beam(share: float, *, label: str = "") -> str:
    """The digiboard's light beam: a bar filled for `share` (0–1) with a glowing knob at its end."""
    at = f"{_within(share) * 100:.1f}%"
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="beam" width="100%" height="52" {name}><defs><linearGradient id="beam-fill"><stop stop-color="#FFB500"/>'
        '<stop offset="1" stop-color="#FFDF7A"/></linearGradient><radialGradient id="beam-knob" cy=".35"><stop stop-color="#fff"/>'
        '<stop offset=".6" stop-color="#FFE58C"/><stop offset="1" stop-color="#FFC21F"/></radialGradient></defs>'
        '<rect y="13" width="100%" height="26" rx="13" fill="#fff" fill-opacity=".2"/>'
        f'<rect class="beam-lit" y="13" width="{at}" height="26" rx="13" fill="url(#beam-fill)"/>'
        f'<circle class="beam-knob" cx="{at}" cy="26" r="22" fill="url(#beam-knob)"/></svg>'
    )


def mix(parts: Sequence[tuple[str, float]], *, label: str) -> str:
    """One bar split over named parts (weights, any scale), in the order and colours of MIX_COLOURS."""
    total = sum(weight for _, weight in parts) or 1
    at, drawn = 0.0, ""
    for number, (name, weight) in enumerate(parts):
        width = weight / total * 100
        colour = MIX_COLOURS[number % len(MIX_COLOURS)]
        drawn += (
            f'<rect x="{at:.2f}%" width="{max(width - 1, 0.4):.2f}%" height="22" fill="{colour}">'
            f"<title>{escape(name)}</title></rect>"
        )
        at += width
    return f'<svg class="mix" width="100%" height="22" role="img" aria-label="{escape(label)}">{drawn}</svg>'


def mix_dot(number: int) -> str:
    """The square that ties row `number` of a legend to its part of `mix`."""
    colour = MIX_COLOURS[number % len(MIX_COLOURS)]
    return f'<svg class="mix-dot" width="13" height="13" aria-hidden="true"><rect width="13" height="13" rx="4" fill="{colour}"/></svg>'


def columns(
    values: Sequence[tuple[str, float]], *, label: str, height: int = 84, mark: int | None = None
) -> str:
    """Columns with a name below each; `mark` is the index drawn strong. Values any scale, never negative."""
    top = max((value for _, value in values), default=0) or 1
    step, drawn = 40, ""
    for number, (name, value) in enumerate(values):
        tall = value / top * (height - 22)
        x = number * step
        look = "column-now" if number == mark else "column"
        drawn += (
            f'<rect class="{look}" x="{x + 4}" y="{height - 20 - tall:.1f}" width="{step - 8}" height="{tall:.1f}" rx="5"/>'
            f'<text x="{x + step / 2:.0f}" y="{height - 4}" text-anchor="middle" font-size="12">{escape(name)}</text>'
        )
    width = step * max(len(values), 1)
    return f'<svg class="columns" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{drawn}</svg>'


def qr(matrix: Sequence[Sequence[bool]], *, label: str, quiet: int = 4) -> str:
    """A QR code as one path, dark on white with a quiet zone of `quiet` modules (4 is what the norm asks)."""
    side = len(matrix) + 2 * quiet
    path = "".join(_runs(row, y + quiet, quiet) for y, row in enumerate(matrix))
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#12153A" d="{path}"/></svg>'
    )


def _runs(row: Sequence[bool], y: int, offset: int) -> str:
    """One closed box for each horizontal run of dark modules."""
    out, start = "", None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            out += f"M{start + offset} {y}h{x - start}v1H{start + offset}z"
            start = None
    return out
