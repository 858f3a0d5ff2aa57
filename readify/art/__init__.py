"""Readify's own drawings: pure functions from a few plain values to SVG, standard library only.

`Art` is what templates call `art`: it knows where the sprite files are served and how to mark its output
safe. It does not know readers, rules or pages, and it writes no `style` attributes, since the pages' policy
forbids them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from readify.art import (
    backdrops,
    covers,
    gauges,
    haltes,
    journey_map,
    medals,
    reading_bars,
    scenes,
    stamps,
    valley,
)
from readify.art.bingo_pictures import BINGO_PICTURES
from readify.art.daylight import light_at
from readify.art.forms import FACES, FORMS
from readify.art.pictures import PICTURES

__all__ = ["PICTURES", "Art"]


@dataclass(frozen=True, slots=True)
class Art:
    """The drawings as templates see them; `wrap` is Markup in the app and str in tests.

    `koempels` gives the address of a companion's sprite, `hour` the hour (0–23) at the reader's place.

    Unknown names raise KeyError, or draw nothing where they come from the sprite.
    """

    sprite: str = "/static/art/sprite.svg"
    badges: str = "/static/art/badges.svg"
    stickers: str = "/static/art/stickers.svg"
    koempels: Callable[[str], str] = "/static/art/koempel-{}.svg".format
    hour: Callable[[], int] = lambda: 18
    wrap: Callable[[str], Any] = str

    def _use(
        self, symbol: str, size: int, label: str | None = None, css: str = "", file: str | None = None
    ) -> Any:
        name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
        look = f' class="{css}"' if css else ""
        drawn = f'<use href="{file or self.sprite}#{symbol}"/>'
        return self.wrap(f'<svg{look} width="{size}" height="{size}" {name}>{drawn}</svg>')

    def icon(self, name: str, size: int = 24, label: str | None = None) -> Any:
        """A line icon in the text's colour."""
        return self._use(f"i-{name}", size, label, "icon")

    def head(self, companion: str, size: int = 56, label: str | None = None) -> Any:
        """A companion's round head."""
        return self._use(f"h-{companion}", size, label, "head")

    def korenwolf(self, size: int = 118) -> Any:
        """The korenwolf with helmet and book, whole."""
        return self.koempel("korenwolf", size=size, css="koempel korenwolf")

    def koempel(
        self,
        companion: str,
        pose: str = "read",
        size: int = 118,
        label: str | None = None,
        css: str = "koempel",
    ) -> Any:
        """A companion whole, in a pose of companions.POSES, from its own sprite; higher than wide."""
        name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
        return self.wrap(
            f'<svg class="{css}" width="{size}" height="{round(size * 1.1)}" viewBox="0 0 200 220" {name}>'
            f"{self._crew(companion, pose)}</svg>"
        )

    def _crew(self, companion: str, pose: str = "read") -> str:
        return (
            f'<use href="{self.koempels(companion)}#{pose}" width="200" height="220"/>' if companion else ""
        )

    def daylight(self, band: str = "") -> str:
        """Day, dusk or night at the reader's place; band groot has the evening theme, so never day."""
        light = light_at(self.hour())
        return "dusk" if band == "groot" and light == "day" else light

    def form(self, form: str, size: int = 40, label: str | None = None) -> Any:
        """A form (`book`, `comic` …) or way of reading (`self`, `read_to_me` …) by the contract's code."""
        return self._use(f"f-{form if form in FORMS else 'other'}", size, label, "form-icon")

    def face(self, feeling: int, size: int = 46, label: str | None = None) -> Any:
        """The face of opinion 1–4."""
        return self._use(f"s-{feeling}", size, label, "face") if str(feeling) in FACES else self.wrap("")

    def lamp(self, on: bool = True, size: int = 34, bright: bool = False) -> Any:
        """A miner's lamp: lit, out, or lit for a dark background."""
        return self._use(f"l-{'bright' if on and bright else 'on' if on else 'off'}", size, css="lamp")

    def picture(self, slug: str, size: int = 58, label: str | None = None) -> Any:
        """One of the twelve pictures of the picture code."""
        symbol = PICTURES[slug]
        return self._use(symbol, size, label, "head" if symbol.startswith("h-") else "form-icon")

    def pictures(self) -> tuple[str, ...]:
        """The slugs of the picture pad, in their order."""
        return tuple(PICTURES)

    def logo(self, size: int = 36, bright: bool = True) -> Any:
        """Lamp and name, as in the staff rail."""
        return self.wrap(f'<span class="logo">{self.lamp(True, size, bright)}<b>Readify</b></span>')

    def medal(self, shape: str, icon: str, *, earned: bool, size: int = 92, label: str = "") -> Any:
        """A badge's medal; `shape` is a shape or a family (see medals.SHAPE_OF)."""
        return self.wrap(medals.medal(shape, icon, earned=earned, size=size, sprite=self.badges, label=label))

    def sticker(self, code: str, size: int = 46) -> Any:
        """One of the stickers for tips, by its code."""
        return self._use(f"t-{code}", size, css="sticker-art", file=self.stickers)

    def badge_icon(self, icon: str, size: int = 46) -> Any:
        """Only a badge's picture, in colour."""
        return self._use(f"b-{icon}", size, file=self.badges)

    def bingo(self, picture: str, size: int = 46) -> Any:
        """A bingo cell's picture: one of its own, a form's or a badge's."""
        own = BINGO_PICTURES.get(picture)
        if own is None:
            return self.form(picture, size) if picture in FORMS else self.badge_icon(picture, size)
        box = f'width="{size}" height="{size}" viewBox="0 0 48 48" aria-hidden="true"'
        return self.wrap(f'<svg class="form-icon" {box}>{own}</svg>')

    def badge_ring(self, icon: str, share: float, size: int = 86) -> Any:
        """A badge's picture in a ring filled for `share`, for the nearest badge."""
        inside = f'<use href="{self.badges}#b-{icon}" x="20" y="20" width="46" height="46"/>'
        return self.wrap(gauges.ring(share, inside=inside, size=size))

    def valley(
        self,
        lit: int,
        *,
        crop: str = "phone",
        title: str = "",
        key: str = "v",
        fresh: bool = False,
        light: str = "dusk",
        festive: bool = False,
        mate: str = "",
    ) -> Any:
        """The class's valley with `lit` of 28 places awake; crops in valley.CROPS, lights in LIGHTS.

        `mate` is the companion who sails the boat; `festive` the feast of a reached goal.
        """
        return self.wrap(
            valley.valley(
                lit,
                crop=crop,
                title=title,
                key=key,
                fresh=fresh,
                light=light,
                festive=festive,
                mate=self._crew(mate),
            )
        )

    def lit_places(self, lamps: int, target: int) -> int:
        """Places awake (0–28) at `lamps` of `target`."""
        return valley.lit_places(lamps=lamps, target=target)

    def journey(
        self,
        at: int,
        *,
        along: float = 0.5,
        crop: str = "map",
        title: str = "",
        key: str = "j",
        mate: str = "",
    ) -> Any:
        """The Maasreis map, the reader at halte `at` (0–11), its companion `mate` in the boat."""
        return self.wrap(
            journey_map.journey(at, along=along, crop=crop, title=title, key=key, mate=self._crew(mate))
        )

    def halte(self, number: int, *, title: str = "", key: str = "p", width: int = 320) -> Any:
        """Halte `number` (0–11) as a picture of its own."""
        return self.wrap(haltes.postcard(number, key=key, title=title, width=width))

    def stamp(
        self,
        top: str,
        bottom: str,
        middle: str,
        *,
        picture: str,
        key: str,
        ink: int = 0,
        size: int = 150,
        label: str = "",
    ) -> Any:
        """A round stamp; `ink` counts through stamps.INKS."""
        colour = stamps.INKS[ink % len(stamps.INKS)]
        return self.wrap(
            stamps.stamp(top, bottom, middle, picture=picture, key=key, ink=colour, size=size, label=label)
        )

    def stamp_picture(self, picture: str, size: int = 34, ink: int = 0) -> Any:
        """Only a stamp's picture."""
        return self.wrap(stamps.stamp_picture(picture, ink=stamps.INKS[ink % len(stamps.INKS)], size=size))

    def scene(self, name: str, width: int = 240) -> Any:
        """A scene for an empty place or an error; names in scenes.SCENES."""
        return self.wrap(scenes.scene(name, width=width))

    def cover(
        self,
        title: str,
        author: str = "",
        *,
        genre: str = "",
        form: str = "book",
        seed_key: str = "",
        language: str = "",
        width: int = 84,
    ) -> Any:
        """A designed cover for a book; decoration, since its title stands beside it."""
        drawn = covers.cover_svg(
            title, author, genre=genre, form=form, seed_key=seed_key, width=width, language=language
        )
        return self.wrap(drawn)

    def wall_stones(self) -> Any:
        """The marl behind the badge wall."""
        return self.wrap(backdrops.wall_stones())

    def confetti(self) -> Any:
        """Rays and confetti behind a celebration."""
        return self.wrap(backdrops.confetti())

    def leaf_waves(self) -> Any:
        """Safety paper behind stamps."""
        return self.wrap(backdrops.leaf_waves())

    def moon(self, share: float, big: str, small: str, *, size: int = 236, label: str = "") -> Any:
        """The reading timer."""
        return self.wrap(gauges.moon(share, big, small, size=size, label=label))

    def beam(self, share: float, label: str = "") -> Any:
        """The digiboard's bar of light."""
        return self.wrap(gauges.beam(share, label=label))

    def mix(self, parts: Sequence[tuple[str, float]], label: str) -> Any:
        """A bar split over (name, weight) parts; `mix_dot(n)` is the legend's colour of part n."""
        return self.wrap(gauges.mix(parts, label=label))

    def mix_dot(self, number: int) -> Any:
        """The legend's square for part `number` of a mix."""
        return self.wrap(gauges.mix_dot(number))

    def bars(self, values: Sequence[float], most: float, label: str, css: str = "bars") -> Any:
        """Bars per week; `most` is a full one, `label` says it in words."""
        return self.wrap(reading_bars.week_bars(values, most=most, label=label, css=css))

    def climb(self, values: Sequence[float], target: float, label: str) -> Any:
        """What is there at the end of each week, on its way to `target`."""
        return self.wrap(reading_bars.climb(values, target=target, label=label))

    def columns(self, values: Sequence[tuple[str, float]], label: str, mark: int | None = None) -> Any:
        """A small column chart of (name, value) pairs."""
        return self.wrap(gauges.columns(values, label=label, mark=mark))

    def qr(self, matrix: Sequence[Sequence[bool]], label: str) -> Any:
        """A QR code from its matrix."""
        return self.wrap(gauges.qr(matrix, label=label))
