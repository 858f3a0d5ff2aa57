"""Which words each kind of print needs. Their texts stand in `seeds/print.toml`, read by `words`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PosterWords:
    """One language of a poster. `spot` holds %(trail)s, %(position)d and %(total)d."""

    spot: str
    headline: str
    scan: str
    steps: tuple[str, ...]
    go_to: str
    type: str
    no_phone: str
    ask_desk: str
    promise: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """One language of a sheet of sign-in cards."""

    hint: str
    word: str
    phrase: str
    own_device: str
    name: str
    secret: str


@dataclass(frozen=True, slots=True)
class LineWords:
    """One short line in one more language, named in itself; `draft`: no native speaker has read it."""

    name: str
    text: str
    draft: bool


@dataclass(frozen=True, slots=True)
class TentWords:
    """How a table tent is folded."""

    fold: str
    glue: str


@dataclass(frozen=True, slots=True)
class InfoWords:
    """A poster that only tells, for a school. `when` holds %(first)s and %(last)s."""

    headline: str
    intro: str
    when: str
    where: str
    how: str
    steps: tuple[str, ...]
    no_phone: str


@dataclass(frozen=True, slots=True)
class FoldedWords:
    """A card that folds to A6: what stands outside, how to fold, and the two headings inside."""

    kick: str
    kind: str
    name: str
    own_card: str
    steps: tuple[str, ...]
    lost: str
    fold_back: str
    fold_double: str
    first: str
    second: str
    sample: str


@dataclass(frozen=True, slots=True)
class PassportWords(FoldedWords):
    """A holiday passport: also the questions on its lines."""

    title: str
    what: str
    where: str
