"""Language codes of library catalogues (MARC, three letters) as the BCP 47 tags that we keep."""

from __future__ import annotations

from typing import Final

MARC_LANGUAGES: Final = {
    "afr": "af", "alb": "sq", "amh": "am", "ara": "ar", "arm": "hy", "aze": "az", "baq": "eu", "bel": "be",
    "ber": "ber", "bos": "bs", "bul": "bg", "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl",
    "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "fry": "fy", "geo": "ka", "ger": "de", "gre": "el",
    "gsw": "gsw", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "gle": "ga",
    "ita": "it", "jpn": "ja", "kab": "kab", "kor": "ko", "kur": "ku", "lav": "lv", "lim": "li", "lit": "lt",
    "ltz": "lb", "mac": "mk", "nds": "nds", "nor": "no", "nob": "nb", "nno": "nn", "orm": "om", "pan": "pa",
    "pap": "pap", "per": "fa", "pol": "pl", "por": "pt", "pus": "ps", "roh": "rm", "rom": "rom", "rum": "ro",
    "rus": "ru", "slo": "sk", "slv": "sl", "som": "so", "spa": "es", "srn": "srn", "srp": "sr", "swa": "sw",
    "swe": "sv", "tam": "ta", "tgl": "tl", "tha": "th", "tir": "ti", "tur": "tr", "ukr": "uk", "urd": "ur",
    "vie": "vi", "wel": "cy",
}  # fmt: skip


def tag_of(code: str) -> str | None:
    """The BCP 47 tag of a MARC code, a two-letter tag as it is, or None when we do not know it."""
    code = code.strip().lower()
    return code if len(code) == 2 and code in _TAGS else MARC_LANGUAGES.get(code)


_TAGS = frozenset(MARC_LANGUAGES.values())
