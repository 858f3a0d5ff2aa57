"""Pictures beside words, for who cannot read yet: in band klein every control shows one.

Templates call `pic('home')` beside the words of a button, and `choice_pic('place', 'bed')` for one choice of
a form. For older children both answer nothing. What a form or a koempel looks like, `readify.art` knows.
"""

from __future__ import annotations

from typing import Any

from readify.art import Art
from readify.models import Band
from readify.web.present import present_visitor

CHOICES: dict[str, dict[str, str]] = {
    "place": {
        "home": "home",
        "school": "school",
        "library": "library",
        "bed": "bed",
        "outside": "sun",
        "on_the_way": "bus",
        "elsewhere": "map",
    },
    "company": {"older": "elder", "younger": "child", "peer": "people", "pet": "paw", "toy": "bear"},
    "unit": {"minutes": "clock", "pages": "book"},
}
OTHERWISE = {"day": "cal", "language": "mic"}
SIZE = 24


class Pictures:
    """The two functions, for templates."""

    def __init__(self, art: Art) -> None:
        self._art = art

    def pic(self, icon: str, size: int = SIZE) -> Any:
        """This icon, for the youngest only."""
        return self._art.icon(icon, size) if present_visitor().band == Band.KLEIN.value else ""

    def choice_pic(self, field: str, code: object) -> Any:
        """The picture of one choice, for the youngest only; nothing where no picture would help."""
        icon = CHOICES.get(field, {}).get(str(code)) or OTHERWISE.get(field)
        return self.pic(icon) if icon else ""
