"""Round one-ink stamps of a trail, and the pictures in their heart.

A stamp is drawn as ink on paper: the picture in `currentColor`, with its lights in the paper's colour. The text
along the rim needs two paths with ids, so each stamp on a page takes its own `key`.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from html import escape
from typing import Final

STAMP_PICTURES: Final[dict[str, str]] = {
    "feather": '<path d="M82 14C48 14 26 36 22 74c28 0 56-18 60-60z" fill="currentColor"/><path d="M74 22C54 34 34 56 16 90" stroke="PAPER" stroke-width="5" fill="none" stroke-linecap="round"/><path d="M18 88l-4 6" stroke="currentColor" stroke-width="6" stroke-linecap="round"/><path d="M42 60l20 2M50 47l20 0" stroke="PAPER" stroke-width="4" stroke-linecap="round"/>',
    "comic": '<rect x="12" y="16" width="76" height="68" rx="9" fill="currentColor"/><rect x="20" y="24" width="27" height="24" rx="4" fill="PAPER"/><rect x="53" y="24" width="27" height="24" rx="4" fill="PAPER"/><rect x="20" y="54" width="60" height="22" rx="4" fill="PAPER"/><path d="M67 27l3 6 6-2-3 6 5 4-6 1 0 6-5-4-5 4 0-6-6-1 5-4-3-6 6 2z" fill="currentColor"/><path d="M28 62h30M28 69h20" stroke="currentColor" stroke-width="4" stroke-linecap="round"/>',
    "mosasaur": '<g transform="translate(-31 -46) scale(.78)"><path d="M40 99L66 87Q72 80 82 80Q108 74 128 85Q146 94 153 84Q158 77 159 66Q170 78 166 93Q165 98 160 101Q167 106 168 117Q156 117 149 110Q132 121 104 119Q86 119 76 112L44 111Q56 106 66 105Q52 104 40 99Z" fill="currentColor" transform="translate(0 26)"/><path d="M92 142Q90 158 74 163Q74 150 80 139ZM128 140Q130 153 118 160Q113 150 115 142Z" fill="currentColor"/><circle cx="79" cy="117" r="4" fill="PAPER"/><path d="M100 116q10-3 20 1M104 124q10-2 18 2" stroke="PAPER" stroke-width="2.6" fill="none" stroke-linecap="round"/></g>',
    "pot": '<path d="M16 46h68v18a22 22 0 0 1-22 22H38a22 22 0 0 1-22-22z" fill="currentColor"/><rect x="8" y="38" width="84" height="11" rx="5.5" fill="currentColor"/><path d="M34 30q-6-8 0-15M50 30q-6-9 0-18M66 30q-6-8 0-15" stroke="currentColor" stroke-width="5" fill="none" stroke-linecap="round"/><path d="M28 60q2 12 12 15" stroke="PAPER" stroke-width="4" fill="none" stroke-linecap="round"/>',
    "owl": '<path d="M18 16l18 13h28l18-13-4 32c7 12 4 40-28 40S15 60 22 48z" fill="currentColor"/><circle cx="37" cy="48" r="13" fill="PAPER"/><circle cx="63" cy="48" r="13" fill="PAPER"/><circle cx="37" cy="48" r="6" fill="currentColor"/><circle cx="63" cy="48" r="6" fill="currentColor"/><path d="M45 58h10l-5 9z" fill="PAPER"/>',
    "lamp": '<path d="M36 20a14 14 0 0 1 28 0" fill="none" stroke="currentColor" stroke-width="6"/><path d="M24 36h52l-9-16H33z" fill="currentColor"/><path d="M27 36h46l-4 42H31z" fill="none" stroke="currentColor" stroke-width="6"/><path d="M50 72c-13-8-10-20 0-32 10 12 13 24 0 32z" fill="currentColor"/><rect x="22" y="76" width="56" height="12" rx="5" fill="currentColor"/>',
    "book": '<path d="M50 26C38 16 22 16 10 20v56c12-4 28-4 40 6 12-10 28-10 40-6V20c-12-4-28-4-40 6z" fill="currentColor"/><path d="M50 28v52" stroke="PAPER" stroke-width="5"/><path d="M20 36q12-2 20 4M20 52q12-2 20 4M60 40q8-6 20-4M60 56q8-6 20-4" stroke="PAPER" stroke-width="4.5" fill="none" stroke-linecap="round"/>',
    "boat": '<path d="M8 60h84c-4 18-14 24-28 24H36C20 84 11 76 8 60z" fill="currentColor"/><path d="M46 54V10L16 54zM54 54V18q26 10 28 36z" fill="currentColor"/><path d="M14 68h68" stroke="PAPER" stroke-width="4"/>',
    "moon": '<path d="M82 64A40 40 0 1 1 38 14a33 33 0 0 0 44 50z" fill="currentColor"/><path d="M68 16l4 9 9 4-9 4-4 9-4-9-9-4 9-4z" fill="currentColor"/>',
    "key": '<path d="M34 12a24 24 0 1 1-8 46 24 24 0 0 1 8-46zm-4 15a8 8 0 1 0 0 16 8 8 0 0 0 0-16z" fill="currentColor" fill-rule="evenodd"/><path d="M44 52l34 34M66 74l10-10M76 84l8-8" stroke="currentColor" stroke-width="9" stroke-linecap="round"/>',
    "tree": '<path d="M44 92V60h12v32z" fill="currentColor"/><circle cx="50" cy="30" r="22" fill="currentColor"/><circle cx="30" cy="48" r="19" fill="currentColor"/><circle cx="70" cy="48" r="19" fill="currentColor"/><path d="M50 78V50M50 62l10-10M50 56l-9-9" stroke="PAPER" stroke-width="4" stroke-linecap="round"/>',
    "castle": '<path d="M14 88V30l8-14 8 14v14h6V34h6v10h16V34h6v10h6V30l8-14 8 14v58z" fill="currentColor"/><path d="M42 88V70a8 8 0 0 1 16 0v18zM19 40h6v12h-6zM75 40h6v12h-6zM38 54h6v8h-6zM56 54h6v8h-6z" fill="PAPER"/>',
}

INKS: Final = ("#B8302A", "#0A6A6C", "#5A35A1", "#2B7034", "#8F5B00", "#40468A", "#B02A56", "#1C2050")


def stamp_picture(picture: str, *, ink: str = "#B8302A", paper: str = "#FFFBF3", size: int = 48) -> str:
    """Only the picture of a stamp, for a small round place in a passport or on a poster."""
    return (
        f'<svg class="stamp-picture" width="{size}" height="{size}" viewBox="0 0 100 100" color="{ink}" aria-hidden="true">'
        f"{STAMP_PICTURES[picture].replace('PAPER', paper)}</svg>"
    )


def stamp(
    top: str,
    bottom: str,
    middle: str,
    *,
    picture: str,
    key: str,
    ink: str = "#B8302A",
    size: int = 150,
    label: str = "",
) -> str:
    """A round stamp: words along the upper and lower rim, a date under the picture.

    Long words shrink to stay on the rim. `key` makes its ids unique on the page; `label` is read aloud.
    """
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="stamp" width="{size}" height="{size}" viewBox="0 0 200 200" color="{ink}" {name}>'
        f'<defs><path id="{key}t" d="M27 100a73 73 0 0 1 146 0"/><path id="{key}b" d="M15 100a85 85 0 0 0 170 0"/></defs>'
        '<g fill="none" stroke="currentColor"><circle cx="100" cy="100" r="95" stroke-width="6"/><circle cx="100" cy="100" r="60" stroke-width="3.5"/></g>'
        '<g fill="currentColor" font-weight="800" text-anchor="middle">'
        + _rim(top.upper(), f"{key}t", 190)
        + _rim(bottom.upper(), f"{key}b", 205)
        + f'<text x="100" y="149" font-size="15">{escape(middle.upper())}</text></g>'
        + f'<g transform="translate(61 50) scale(.78)">{STAMP_PICTURES[picture].replace("PAPER", "#FFF8E9")}</g></svg>'
    )


def _rim(text: str, path: str, length: int) -> str:
    """Text along a rim path, at most `length` units long at 21 units high."""
    height = min(21.0, length / max(len(text), 1) / 0.78)
    return f'<text font-size="{height:.1f}" letter-spacing="{height * 0.08:.1f}"><textPath href="#{path}" startOffset="50%">{escape(text)}</textPath></text>'
