"""A trail's diploma as a file: what was asked for, its words in that language, the story's drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import Response, request
from flask_babel import force_locale, format_date, get_locale, gettext
from sqlalchemy.orm import Session

from readify.models import Library, Trail
from readify.printing.diploma import Diploma, DiplomaWords, diplomas_pdf
from readify.printing.paper import PaperSize
from readify.queries.tellings import story_of
from readify.web.trail import stories

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class WantedDiploma:
    """Paper and language."""

    paper: PaperSize
    language: str


def wanted_diploma() -> WantedDiploma:
    """What the address asks for; A4 in the page's language when it does not say."""
    paper = request.args.get("papier", "A4")
    language = request.args.get("taal", str(get_locale()))
    return WantedDiploma(
        cast("PaperSize", paper if paper in ("A4", "A5") else "A4"),
        language if language in LANGUAGES else "nl",
    )


def diploma_answer(
    session: Session, trail: Trail, wanted: WantedDiploma, *, names: Sequence[str]
) -> Response:
    """A page for each name; an empty one is a line to write on."""
    library = session.get_one(Library, trail.library_id)
    story = story_of(session, stories(), trail.story)
    with force_locale(wanted.language):
        words = DiplomaWords(
            head=gettext("Diploma"),
            lead=gettext("Dit diploma is voor"),
            write=gettext("Schrijf hier je naam"),
            done=gettext("Jij vond alle stukjes van het verhaal"),
            trail=gettext("Je liep het hele spoor „%(trail)s”.", trail=trail.name),
            day=format_date(trail.ends, "MMMM y"),
            signed=gettext("Namens %(library)s", library=library.name),
        )
        title = story.title.get(wanted.language) or story.title[story.languages[0]]
    diploma = Diploma(
        words,
        story=title,
        picture=story.chapters(max(story.sizes), wanted.language)[-1].illustration,
        language=wanted.language,
    )
    made = diplomas_pdf(diploma, names, paper=wanted.paper)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="diploma.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
