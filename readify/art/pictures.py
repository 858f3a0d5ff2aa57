"""The twelve pictures of the picture code, in the order of the pad.

Slugs are what is stored (hashed) and what `demo-signins.json` shows; each borrows a drawing of the sprite.
Checking a code is not done here.
"""

from typing import Final

PICTURES: Final[dict[str, str]] = {
    "korenwolf": "h-korenwolf",
    "salamander": "h-salamander",
    "uil": "h-oehoe",
    "pan": "f-recipe",
    "veer": "f-poem",
    "dobbelsteen": "f-rules",
    "koptelefoon": "f-audiobook",
    "boek": "f-book",
    "lamp": "l-on",
    "krant": "f-newspaper",
    "blad": "f-magazine",
    "strip": "f-comic",
}
