"""From a trail and a wish to the document that is printed: one way for page, preview and command."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from readify.drafts.prints import PrintDraft
from readify.errors import NotFound
from readify.printing.documents import Document
from readify.printing.folded import Cover, OwnCode
from readify.printing.holiday_passport import passport_document
from readify.printing.info_poster import info_document
from readify.printing.logo import Logo
from readify.printing.poster_layout import PosterSheet
from readify.printing.posters import poster_document
from readify.printing.stamp_card import stamp_card_document
from readify.printing.stickers import sticker_document
from readify.printing.tents import tent_document
from readify.printing.words import of_language, print_words
from readify.queries.trail_posters import stamp_places, trail_info, trail_owner, trail_posters

NO_CODE = "VOORBEELD0000000000"
"""What the preview of a card holds: it opens nothing."""


def trail_document(
    session: Session,
    *,
    trail_id: int,
    base_url: str,
    wish: PrintDraft,
    logo: Logo | None = None,
    codes: Sequence[OwnCode] = (),
) -> Document:
    """The document. Cards take a sheet per code; without codes one sample. Raises NotFound."""
    if wish.kind in ("stampcard", "passport"):
        return _cards(session, trail_id, base_url, wish, logo, codes)
    if wish.kind == "info":
        sheet = trail_info(session, trail_id=trail_id, languages=wish.languages, logo=logo)
        return info_document(sheet, paper=wish.paper, ink=wish.ink)
    sheets = _chosen(
        trail_posters(
            session,
            trail_id=trail_id,
            base_url=base_url,
            languages=wish.languages,
            line=wish.line,
            logo=logo,
        ),
        wish.spot,
    )
    if wish.kind == "sticker":
        return sticker_document(sheets)
    if wish.kind == "tent":
        return tent_document(sheets, ink=wish.ink)
    return poster_document(sheets, paper=wish.paper, ink=wish.ink)


def _chosen(sheets: Sequence[PosterSheet], spot: int) -> list[PosterSheet]:
    chosen = [sheet for sheet in sheets if spot in (0, sheet.position)]
    if not chosen:
        raise NotFound("not_found")
    return chosen


def _cards(
    session: Session,
    trail_id: int,
    base_url: str,
    wish: PrintDraft,
    logo: Logo | None,
    codes: Sequence[OwnCode],
) -> Document:
    language = wish.languages[0]
    owner = trail_owner(session, trail_id=trail_id)
    if wish.kind == "passport":
        title = of_language(print_words().passport, language).title
        cover = Cover(title, owner.library_name, logo)
        return passport_document(cover, codes=codes or _sample(base_url, language), language=language)
    sheets = trail_posters(session, trail_id=trail_id, base_url=base_url)
    cover = Cover(sheets[0].trail_name, owner.library_name, logo)
    places = stamp_places(session, trail_id=trail_id)
    return stamp_card_document(places, cover, codes=codes or _sample(base_url, language), language=language)


def _sample(base_url: str, language: str) -> list[OwnCode]:
    word = of_language(print_words().stampcard, language).sample
    return [OwnCode(f"{base_url}/P/{NO_CODE}".upper(), word)]
