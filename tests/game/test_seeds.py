"""The shipped rules say what the design says, in words a child can read."""

from __future__ import annotations

import re

from readify.game.rulebook import Rulebook
from readify.game.rules import Badge, ClassGoalRate, Measure

ICONS = {
    *("comic", "pot", "feather", "ear", "newspaper", "dice"),
    *("ear-heart", "mic", "grandparents", "paw", "two-heads", "podium"),
    *("two-tongues", "globe-mouth", "house-heart", "limburg", "swap-words", "border"),
    *("first-light", "lamp-1", "lamp-4", "lamp-12", "welcome", "bench"),
    *("stamp-1", "trail", "streams", "sun", "passport", "boat"),
    *("signpost", "five", "series", "again", "tip", "magnifier"),
    *("lamp-10", "class-lamp", "everyone", "talk", "bingo", "fossil"),
}
SHAPES = ["square", "bubble", "hexagon", "lamp", "stamp", "blossom", "ring"]
HALTES = {
    **{"Eijsden": 0, "Maastricht": 40, "Elsloo": 100, "Stein": 200, "Thorn": 350, "Maasbracht": 550},
    **{"Roermond": 800, "Kessel": 1100, "Venlo": 1500, "Arcen": 2000, "Gennep": 2600, "Mook": 3300},
}
BLAME = re.compile(r"te weinig|gemist|verloren|moet|niet|missed|lost|must", re.IGNORECASE)


def sentences(badge: Badge) -> list[str]:
    """Every sentence a child sees of a badge."""
    text = f"{badge.rule.nl} {badge.rule.en}"
    return [sentence for sentence in re.split(r"(?<=[.?])\s+", text) if sentence]


def test_there_are_seven_families_of_six(base: Rulebook) -> None:
    assert [family.shape for family in base.families] == SHAPES
    assert [badge.family for badge in base.badges] == [
        family.slug for family in base.families for _ in range(6)
    ]


def test_every_badge_has_a_picture_of_its_own(base: Rulebook) -> None:
    icons = [badge.icon for badge in base.badges]
    assert len(set(icons)) == 42
    assert set(icons) == ICONS


def test_rules_are_short_kind_and_in_both_languages(base: Rulebook) -> None:
    for badge in base.badges:
        for sentence in sentences(badge):
            assert len(sentence.split()) <= 10, f"{badge.slug}: {sentence}"
            assert not BLAME.search(sentence), f"{badge.slug}: {sentence}"
            assert "!" not in sentence
        assert badge.rule.nl.endswith(".")
        assert badge.rule.en.endswith(".")
        assert badge.rule.nl != badge.rule.en


def test_names_are_unique_in_each_language(base: Rulebook) -> None:
    for language in ("nl", "en"):
        assert len({badge.name.of(language) for badge in base.badges}) == 42


def test_limburgs_falls_back_on_dutch(base: Rulebook) -> None:
    assert base.badge("plat").name.of("li") == base.badge("plat").name.nl == base.badge("plat").name.of("tr")


def test_only_the_fossil_is_hidden(base: Rulebook) -> None:
    assert [badge.slug for badge in base.badges if badge.hidden] == ["fossiel"]


def test_staying_away_is_never_suggested(base: Rulebook) -> None:
    assert all(not badge.suggest for badge in base.badges if badge.meter.measure is Measure.GAP)


def test_no_badge_needs_more_reading_than_a_light_reader_has(base: Rulebook) -> None:
    slow = {"maasreis"}
    for badge in base.badges:
        if badge.slug not in slow:
            assert badge.threshold <= 14, badge.slug


def test_the_maasreis_badge_lies_at_the_last_halte(base: Rulebook) -> None:
    assert base.badge("maasreis").threshold == base.journey.haltes[-1].lights


def test_the_haltes_are_those_of_the_design(base: Rulebook) -> None:
    assert [(halte.name, halte.lights) for halte in base.journey.haltes] == list(HALTES.items())
    assert [halte.number for halte in base.journey.haltes] == list(range(1, 13))
    assert base.journey.ring == 400


def test_limits_and_standard_terms_are_those_of_the_design(base: Rulebook) -> None:
    assert base.limits.own_goal == (3, 30)
    assert base.limits.cap == (30, 120)
    assert base.limits.rhythm_days == (2, 6)
    assert base.limits.class_goal == ClassGoalRate(days=4, share=65)
    assert {terms.cap for terms in base.bands.values()} == {60}
    assert {terms.rhythm_days for terms in base.bands.values()} == {4}
