"""The six koempels whole, in four poses: reading, waving, cheering and resting. Never sad, never begging.

A koempel is built from a head (in layers, so that eyes can close and a mouth can open), a body with a tail,
and what a pose adds: arms, a book, a blanket. All wear the miners' red neckerchief; the korenwolf its helmet.
Flat colours without ids: the drawings live in sprite files, one per koempel (`sprite.py`). 200 x 220.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from dataclasses import dataclass
from typing import Final

POSES: Final = ("read", "wave", "cheer", "rest")


@dataclass(frozen=True, slots=True)
class Koempel:
    """One companion. Heads stand on a 100 grid and are cut out by the round icon; bodies on 200 x 220."""

    field: str  # colour behind the round head
    skull: str  # ears, head and marks, without eyes and mouth
    eyes: str
    shut: str  # the eyes closed, content
    mouth: str
    laugh: str
    coat: str  # body and arms
    paw: str
    tail: str
    front: str  # belly and marks on the body
    hat: str = ""
    wings: bool = False  # feathers where the others have paws

    @property
    def head(self) -> str:
        """The head as the round icon shows it, on its field."""
        return f'<rect width="100" height="100" fill="{self.field}"/>{self.skull}{self.eyes}{self.mouth}'


def _eyes(y: int, left: int, right: int, r: float = 6) -> str:
    return (
        f'<circle cx="{left}" cy="{y}" r="{r:g}" fill="#1C2050"/><circle cx="{right}" cy="{y}" r="{r:g}" fill="#1C2050"/>'
        f'<circle cx="{left + 2}" cy="{y - 2}" r="2" fill="#fff"/><circle cx="{right + 2}" cy="{y - 2}" r="2" fill="#fff"/>'
    )


def _shut(y: int, left: int, right: int, ink: str = "#1C2050", half: int = 7) -> str:
    arcs = "".join(f"M{x - half} {y}q{half} {half} {2 * half} 0" for x in (left, right))
    return f'<path d="{arcs}" fill="none" stroke="{ink}" stroke-width="3.4" stroke-linecap="round"/>'


def _laugh(x: int, y: int, half: int, tongue: str = "#E8503F") -> str:
    return (
        f'<path d="M{x - half} {y}h{2 * half}c0 {half * 1.3:g}-{half * 0.5:g} {half * 1.6:g}-{half} {half * 1.6:g}s-{half}-{half * 0.3:g}-{half}-{half * 1.6:g}z" fill="#5B1F2E"/>'
        f'<ellipse cx="{x}" cy="{y + half * 1.15:g}" rx="{half * 0.55:g}" ry="{half * 0.36:g}" fill="{tongue}"/>'
    )


_BEAN = "M50 16c28 0 40 22 40 46 0 26-18 46-40 46S10 88 10 62c0-24 12-46 40-46z"
_HELMET = '<path d="M22 36C23 15 35 4 50 4s27 11 28 32z" fill="#149C9A"/><path d="M30 31c1-12 9-19 16-21-9 2-19 10-20 22z" fill="#6FD0CB"/><rect x="16" y="32" width="68" height="8" rx="4" fill="#0A6A6C"/><circle cx="50" cy="22" r="10" fill="#1C2050"/><circle cx="50" cy="22" r="7" fill="#FFE27A"/><circle cx="48" cy="20" r="2.6" fill="#fff"/>'

KOEMPELS: Final[dict[str, Koempel]] = {
    "korenwolf": Koempel(
        field="#FFE3B0",
        skull='<circle cx="24" cy="36" r="13" fill="#A9622C"/><circle cx="76" cy="36" r="13" fill="#A9622C"/><circle cx="24" cy="36" r="7" fill="#F4B3A6"/><circle cx="76" cy="36" r="7" fill="#F4B3A6"/><path d="M50 18c28 0 38 24 38 46 0 26-17 42-38 42S12 90 12 64c0-22 10-46 38-46z" fill="#D08A45"/><ellipse cx="26" cy="66" rx="14" ry="12" fill="#FFF4E2"/><ellipse cx="74" cy="66" rx="14" ry="12" fill="#FFF4E2"/><ellipse cx="50" cy="66" rx="18" ry="14" fill="#FFF4E2"/><circle cx="24" cy="70" r="5.500" fill="#FFB6A6"/><circle cx="76" cy="70" r="5.500" fill="#FFB6A6"/>'.replace(".500", ".5"),
        eyes=_eyes(51, 35, 65),
        shut=_shut(51, 35, 65),
        mouth='<path d="M45 60q5-4 10 0-1 5-5 5t-5-5z" fill="#D9576F"/><path d="M50 66v3m0 0q-4 4-8 2m8-2q4 4 8 2" stroke="#7A4A2C" stroke-width="2" fill="none" stroke-linecap="round"/>',
        laugh='<path d="M45 58q5-4 10 0-1 5-5 5t-5-5z" fill="#D9576F"/>' + _laugh(50, 66, 9) + '<path d="M47 66h6v4h-6z" fill="#fff"/>',
        coat="#D08A45",
        paw="#FFF4E2",
        tail='<path d="M146 190q22 4 20-14" stroke="#D08A45" stroke-width="11" fill="none" stroke-linecap="round"/>',
        front='<path d="M100 134c22 0 36 20 36 44 0 22-14 32-36 32s-36-10-36-32c0-24 14-44 36-44z" fill="#3B2B3C"/><path d="M56 138q10 2 12 16-10 4-18 4zM144 138q-10 2-12 16 10 4 18 4z" fill="#FFF4E2"/>',
        hat=_HELMET,
    ),
    "salamander": Koempel(
        field="#FFF1B8",
        skull='<path d="M50 22c30 0 42 20 42 44 0 24-18 44-42 44S8 90 8 66c0-24 12-44 42-44z" fill="#2A2740"/><ellipse cx="30" cy="38" rx="11" ry="7" fill="#FFC21F" transform="rotate(-30 30 38)"/><ellipse cx="70" cy="38" rx="11" ry="7" fill="#FFC21F" transform="rotate(30 70 38)"/><ellipse cx="50" cy="30" rx="7" ry="5" fill="#FFC21F"/>',
        eyes='<circle cx="30" cy="56" r="10" fill="#fff"/><circle cx="70" cy="56" r="10" fill="#fff"/><circle cx="31" cy="57" r="6" fill="#1C2050"/><circle cx="69" cy="57" r="6" fill="#1C2050"/><circle cx="33" cy="55" r="2" fill="#fff"/><circle cx="71" cy="55" r="2" fill="#fff"/>',
        shut=_shut(57, 30, 70, "#FFE896", 8),
        mouth='<path d="M28 76q22 16 44 0" stroke="#FFC21F" stroke-width="4" fill="none" stroke-linecap="round"/>',
        laugh='<path d="M26 74h48c0 14-12 22-24 22s-24-8-24-22z" fill="#FFC21F"/><path d="M31 78h38c-2 9-10 14-19 14s-17-5-19-14z" fill="#5B1F2E"/><ellipse cx="50" cy="88" rx="10" ry="4" fill="#E8503F"/>',
        coat="#2A2740",
        paw="#3B3760",
        tail='<path d="M140 196c30 8 44-12 34-36" stroke="#2A2740" stroke-width="17" fill="none" stroke-linecap="round"/><path d="M152 199l10-2M174 186l1-8" stroke="#FFC21F" stroke-width="8" stroke-linecap="round"/>',
        front='<path d="M100 140c18 0 28 18 28 40 0 20-12 30-28 30s-28-10-28-30c0-22 10-40 28-40z" fill="#3B3760"/><g fill="#FFC21F"><ellipse cx="62" cy="164" rx="6" ry="9"/><ellipse cx="138" cy="160" rx="6" ry="9"/><ellipse cx="66" cy="190" rx="5" ry="6"/><ellipse cx="135" cy="186" rx="5" ry="7"/></g>',
    ),
    "oehoe": Koempel(
        field="#DDE0F8",
        skull='<path d="M14 16l22 16h28l22-16-4 34c8 12 6 60-32 60S10 62 18 50z" fill="#8A5A3A"/><path d="M14 16l22 16-16 8zM86 16L64 32l16 8z" fill="#5E3A26"/><circle cx="33" cy="54" r="19" fill="#F3DDB8"/><circle cx="67" cy="54" r="19" fill="#F3DDB8"/>',
        eyes='<circle cx="33" cy="54" r="12" fill="#FF9A1F"/><circle cx="67" cy="54" r="12" fill="#FF9A1F"/><circle cx="33" cy="54" r="6.5" fill="#1C2050"/><circle cx="67" cy="54" r="6.5" fill="#1C2050"/><circle cx="35" cy="52" r="2.2" fill="#fff"/><circle cx="69" cy="52" r="2.2" fill="#fff"/>',
        shut=_shut(53, 33, 67, "#5B3423", 10),
        mouth='<path d="M44 62h12l-6 14z" fill="#3B2B3C"/><path d="M34 86q6 6 10 0m4 0q6 6 10 0m-16 8q6 6 10 0" stroke="#F3DDB8" stroke-width="3" fill="none" stroke-linecap="round"/>',
        laugh='<path d="M43 62h14l-7 8z" fill="#3B2B3C"/><path d="M44 71h12l-6 10z" fill="#B8302A"/><path d="M44 80l6 6 6-6-6-5z" fill="#3B2B3C"/>',
        coat="#8A5A3A",
        paw="#5E3A26",
        tail="",
        front='<path d="M100 134c24 0 38 20 38 46 0 20-16 30-38 30s-38-10-38-30c0-26 14-46 38-46z" fill="#F3DDB8"/><path d="M82 156q6 7 12 0m12 0q6 7 12 0M72 170q6 7 12 0m10 0q6 7 12 0m10 0q6 7 12 0M82 184q6 7 12 0m12 0q6 7 12 0" stroke="#B98A5C" stroke-width="4" fill="none" stroke-linecap="round"/>',
        wings=True,
    ),
    "bever": Koempel(
        field="#D6F1EE",
        skull=f'<circle cx="24" cy="30" r="10" fill="#6B3F28"/><circle cx="76" cy="30" r="10" fill="#6B3F28"/><path d="{_BEAN}" fill="#8C5738"/><ellipse cx="50" cy="68" rx="26" ry="19" fill="#D9AE86"/>',
        eyes=_eyes(46, 34, 66),
        shut=_shut(46, 34, 66),
        mouth='<ellipse cx="50" cy="58" rx="9" ry="6" fill="#3B2B3C"/><rect x="42" y="72" width="7.5" height="13" rx="2" fill="#fff"/><rect x="50.5" y="72" width="7.5" height="13" rx="2" fill="#fff"/>',
        laugh='<ellipse cx="50" cy="56" rx="9" ry="6" fill="#3B2B3C"/>' + _laugh(50, 68, 14) + '<path d="M43 68h6.500v9h-6.500zM50.500 68H57v9h-6.500z" fill="#fff"/>'.replace(".500", ".5"),
        coat="#8C5738",
        paw="#6B3F28",
        tail='<g transform="rotate(38 150 196)"><ellipse cx="164" cy="180" rx="17" ry="36" fill="#5B3423"/><path d="M152 164l24 12M150 180l28 12M154 196l20 8M176 164l-24 12M178 180l-28 12M174 196l-20 8" stroke="#7C4B34" stroke-width="2.6"/></g>',
        front='<path d="M100 136c20 0 32 18 32 42 0 20-12 30-32 30s-32-10-32-30c0-24 12-42 32-42z" fill="#C39069"/>',
    ),
    "das": Koempel(
        field="#FFD9D3",
        skull=f'<circle cx="22" cy="32" r="11" fill="#2A2740"/><circle cx="78" cy="32" r="11" fill="#2A2740"/><circle cx="22" cy="31" r="4.600" fill="#FFF6EC"/><circle cx="78" cy="31" r="4.600" fill="#FFF6EC"/><path d="{_BEAN}" fill="#FFFDF8" stroke="#CFC7D8" stroke-width="1.500"/><path d="M36 18C24 24 18 44 22 72c8 6 16 2 19-8 2-14-1-32-5-46zM64 18c12 6 18 26 14 54-8 6-16 2-19-8-2-14 1-32 5-46z" fill="#2A2740"/>'.replace(".600", ".6").replace(".500", ".5"),
        eyes='<circle cx="32" cy="52" r="6" fill="#fff"/><circle cx="68" cy="52" r="6" fill="#fff"/><circle cx="32.5" cy="53" r="4" fill="#1C2050"/><circle cx="67.5" cy="53" r="4" fill="#1C2050"/>',
        shut=_shut(53, 31, 69, "#FFFDF8", 6),
        mouth='<ellipse cx="50" cy="74" rx="10" ry="7" fill="#2A2740"/><path d="M50 80v5m0 0q-5 4-9 1m9-1q5 4 9 1" stroke="#2A2740" stroke-width="2.5" fill="none" stroke-linecap="round"/>',
        laugh='<ellipse cx="50" cy="72" rx="10" ry="7" fill="#2A2740"/>' + _laugh(50, 83, 10),
        coat="#777C98",
        paw="#2A2740",
        tail='<path d="M146 192q20 0 22-14" stroke="#A9AEC6" stroke-width="15" fill="none" stroke-linecap="round"/>',
        front='<path d="M100 136c20 0 32 18 32 42 0 20-12 32-32 32s-32-12-32-32c0-24 12-42 32-42z" fill="#A9AEC6"/>',
    ),
    "mosa": Koempel(
        field="#CFEFC4",
        skull='<path d="M50 14c20 0 30 18 32 40 3 30-8 54-32 54S15 84 18 54c2-22 12-40 32-40z" fill="#149C9A"/><path d="M50 6l6 12H44zM36 12l8 10-12 2zM64 12l4 12-12-2z" fill="#0A6A6C"/><path d="M24 70q26 22 52 0-2 34-26 34T24 70z" fill="#BDEBE4"/>',
        eyes='<circle cx="34" cy="48" r="11" fill="#fff"/><circle cx="66" cy="48" r="11" fill="#fff"/><circle cx="35" cy="49" r="6.5" fill="#1C2050"/><circle cx="65" cy="49" r="6.5" fill="#1C2050"/><circle cx="37" cy="47" r="2.2" fill="#fff"/><circle cx="67" cy="47" r="2.2" fill="#fff"/>',
        shut=_shut(48, 34, 66, "#084F51", 9),
        mouth='<path d="M28 72q22 16 44 0" stroke="#0A6A6C" stroke-width="3" fill="none" stroke-linecap="round"/><path d="M36 76l4 8 4-6 6 8 6-8 4 6 4-8" fill="#fff"/><circle cx="45" cy="62" r="2" fill="#0A6A6C"/><circle cx="55" cy="62" r="2" fill="#0A6A6C"/>',
        laugh='<path d="M27 70h46c0 16-11 24-23 24s-23-8-23-24z" fill="#5B1F2E"/><path d="M31 70l4 7 4-7zM61 70l4 7 4-7zM46 70l4 7 4-7z" fill="#fff"/><ellipse cx="50" cy="87" rx="11" ry="5" fill="#E8503F"/><circle cx="45" cy="62" r="2" fill="#0A6A6C"/><circle cx="55" cy="62" r="2" fill="#0A6A6C"/>',
        coat="#149C9A",
        paw="#0A6A6C",
        tail='<path d="M142 198c34 4 46-18 34-38" stroke="#149C9A" stroke-width="18" fill="none" stroke-linecap="round"/><path d="M160 166l-4-14 22-8 10 22z" fill="#0A6A6C"/>',
        front='<path d="M100 134c22 0 34 20 34 46 0 20-14 30-34 30s-34-10-34-30c0-26 12-46 34-46z" fill="#BDEBE4"/><path d="M72 162h56M70 178h60M74 194h52" stroke="#8FD3CC" stroke-width="3" stroke-linecap="round"/>',
    ),
}  # fmt: skip

_BODY = "M100 112c36 0 54 28 54 60 0 28-22 40-54 40s-54-12-54-40c0-32 18-60 54-60z"
_SCARF = '<path d="M62 124q38 22 76 0l-4 14q-34 18-68 0z" fill="#B8302A"/><path d="M96 136l-10 26 16-8 12 10-4-28z" fill="#E8503F"/><circle cx="101" cy="139" r="7" fill="#B8302A"/><path d="M74 133h.1M88 139h.1M118 138h.1M130 131h.1" stroke="#FFE4E0" stroke-width="4" stroke-linecap="round"/>'
_BOOK = '<path d="M100 176c-14-10-36-11-54-5v38c18-5 40-4 54 5 14-9 36-10 54-5v-38c-18-6-40-5-54 5z" fill="#1B49A0"/><path d="M100 178c-13-8-33-9-49-4v32c16-4 36-3 49 5z" fill="#FFFBF3"/><path d="M100 178c13-8 33-9 49-4v32c-16-4-36-3-49 5z" fill="#FFF0D6"/><path d="M60 183q16-3 30 4M60 193q16-3 30 4M110 187q14-7 30-4M110 197q14-7 30-4" stroke="#D9C5A0" stroke-width="3.4" fill="none" stroke-linecap="round"/>'


def _arm(path: str, hand: tuple[int, int], koempel: Koempel) -> str:
    x, y = hand
    end = (
        _feathers(x, y, koempel)
        if koempel.wings
        else f'<circle cx="{x}" cy="{y}" r="12" fill="{koempel.paw}"/>'
    )
    return f'<path d="{path}" stroke="{koempel.coat}" stroke-width="21" fill="none" stroke-linecap="round" stroke-linejoin="round"/>{end}'


def _feathers(x: int, y: int, koempel: Koempel) -> str:
    """The tip of a wing, fanned up when raised and down when it hangs."""
    up = -1 if y < 140 else 1
    fan = "".join(f"M{x} {y - 8 * up}L{x + dx} {y + dy * up}" for dx, dy in ((-13, 11), (0, 17), (13, 11)))
    return f'<path d="{fan}" stroke="{koempel.paw}" stroke-width="12" stroke-linecap="round"/>'


def _paws(koempel: Koempel, *places: tuple[int, int]) -> str:
    if koempel.wings:
        tips = "".join(f"M{x - 7} {y - 9}v14M{x} {y - 12}v18M{x + 7} {y - 9}v14" for x, y in places)
        return f'<path d="{tips}" stroke="{koempel.paw}" stroke-width="8" stroke-linecap="round"/>'
    return "".join(f'<ellipse cx="{x}" cy="{y}" rx="12" ry="13" fill="{koempel.paw}"/>' for x, y in places)


def _feet(koempel: Koempel) -> str:
    return (
        f'<ellipse cx="74" cy="210" rx="22" ry="10" fill="{koempel.paw}"/><ellipse cx="126" cy="210" rx="22" ry="10" fill="{koempel.paw}"/>'
        '<path d="M64 207v5M74 208v5M116 208v5M126 207v5" stroke="#000" stroke-opacity=".22" stroke-width="2.4" stroke-linecap="round"/>'
    )


def koempel(name: str, pose: str) -> str:
    """One koempel in one pose, without a frame, 200 wide and 220 high, standing on y = 218."""
    one = KOEMPELS[name]
    body = f'{one.tail}<path d="{_BODY}" fill="{one.coat}"/>{one.front}'
    return '<ellipse cx="100" cy="213" rx="70" ry="7" fill="#1C2050" opacity=".16"/>' + _DRAWN[pose](
        one, body
    )


def _head(one: Koempel, *, shut: bool = False, laugh: bool = False, turn: int = 0) -> str:
    face = (one.shut if shut else one.eyes) + (one.laugh if laugh else one.mouth)
    lean = f"rotate({turn} 100 120) " if turn else ""
    return f'<g transform="{lean}translate(37 4) scale(1.26)">{one.skull}{face}{one.hat}</g>'


def _read(one: Koempel, body: str) -> str:
    arms = _arm("M58 150q-18 14-10 34", (50, 188), one) + _arm("M142 150q18 14 10 34", (150, 188), one)
    return f"{body}{_head(one)}{_SCARF}{arms}{_BOOK}{_paws(one, (47, 190), (153, 190))}"


def _wave(one: Koempel, body: str) -> str:
    arms = _arm("M60 150q-20 18-12 40", (49, 192), one) + _arm("M142 150q26-8 32-46", (175, 98), one)
    moves = '<path d="M190 76q6 8 6 16M160 76q-3 4-4 10" fill="none" stroke="#F2A900" stroke-width="4.500" stroke-linecap="round"/>'.replace(
        ".500", ".5"
    )
    return f"{body}{_feet(one)}{arms}{_head(one, turn=-4)}{_SCARF}{moves}"  # fmt: skip


def _cheer(one: Koempel, body: str) -> str:
    arms = _arm("M60 148q-30-6-38-46", (22, 98), one) + _arm("M140 148q30-6 38-46", (178, 98), one)
    sparks = '<path d="M12 62l4 9 9 4-9 4-4 9-4-9-9-4 9-4zM186 50l4 9 9 4-9 4-4 9-4-9-9-4 9-4z" fill="#FFC21F"/><circle cx="30" cy="36" r="4" fill="#149C9A"/><circle cx="172" cy="26" r="4" fill="#8257D0"/>'
    return f"{body}{_feet(one)}{arms}{_head(one, laugh=True)}{_SCARF}{sparks}"


def _rest(one: Koempel, body: str) -> str:
    blanket = '<path d="M46 168q54-22 108 0 16 26 12 46H34q-4-20 12-46z" fill="#5A35A1"/><path d="M46 168q54-22 108 0l4 11q-58-21-116 0z" fill="#FFC21F"/><path d="M62 190l6 6 6-6-6-6zM94 186l6 6 6-6-6-6zM126 190l6 6 6-6-6-6zM78 206l6 6 6-6-6-6zM110 206l6 6 6-6-6-6z" fill="#8257D0"/>'
    book = '<g transform="rotate(-8 100 168)"><rect x="76" y="152" width="48" height="34" rx="5" fill="#1B49A0"/><path d="M80 181h44" stroke="#FFFBF3" stroke-width="5"/><rect x="88" y="158" width="24" height="8" rx="3" fill="#FFE27A"/></g>'
    sleep = '<path d="M160 44h14l-14 17h14M180 18h10l-10 12h10" fill="none" stroke="#8D7BD6" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>'
    return f"{body}{_head(one, shut=True, turn=7)}{_SCARF}{blanket}{book}{_paws(one, (74, 172), (126, 168))}{sleep}"


_DRAWN: Final = {"read": _read, "wave": _wave, "cheer": _cheer, "rest": _rest}
