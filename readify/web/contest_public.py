"""A round for everybody: what, when, where, how to prepare, what the jury looks at, papers, a lesson."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_babel import get_locale, gettext

from readify.errors import NotFound
from readify.perform import present
from readify.printing.certificates import Certificate, certificates_pdf
from readify.printing.contest_sheets import JurySheet, RoundPoster, jury_sheet_pdf, round_poster_pdf
from readify.queries.contest_entries import is_open
from readify.queries.contest_public import PublicRound, public_round
from readify.request_session import read_session
from readify.web.contest_public_words import answers, book_words, facts_of, for_children, lesson_steps

bp = Blueprint("contest_public", __name__, url_prefix="/wedstrijd/<int:contest_id>/ronde/<int:round_id>")


@bp.get("")
def show(contest_id: int, round_id: int) -> str:
    """The page; nothing on it is about a child."""
    found = public_round(read_session(), contest_id=contest_id, round_id=round_id)
    return render_template(
        "contest/public.html",
        found=found,
        open_now=is_open(found.of_round, present()["today"]),
        facts=facts_of(found),
        book=book_words(found.of_round),
        for_children=for_children,
        answers=answers(found),
        lesson=lesson_steps(),
    )


@bp.get("/<any(juryblad, poster, oorkonde):what>.pdf")
def paper(contest_id: int, round_id: int, what: str) -> Response:
    """A paper to print, in the page's language."""
    found = public_round(read_session(), contest_id=contest_id, round_id=round_id)
    language = str(get_locale())
    makers = {"juryblad": _sheet, "poster": _poster, "oorkonde": _certificate}
    maker = makers.get(what)
    if maker is None:
        raise NotFound("not_found")
    response = Response(maker(found, language), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{what}.pdf"'
    return response


def _sheet(found: PublicRound, language: str) -> bytes:
    of_round = found.of_round
    sheet = JurySheet(
        head=gettext("Juryblad"),
        about=f"{found.contest.name} · {of_round.name}",
        name=gettext("Naam"),
        book=gettext("Boek"),
        steps=range(of_round.scale_low, of_round.scale_high + 1),
        rows=[(one.name, one.hint) for one in found.criteria],
        lines=(gettext("Top"), gettext("Tip"), gettext("Compliment")),
    )
    return jury_sheet_pdf(sheet, language=language)


def _poster(found: PublicRound, language: str) -> bytes:
    poster = RoundPoster(
        head=found.contest.name,
        lead=gettext("Lees jij mee voor? Kies een boek dat jij mooi vindt."),
        facts=[found.of_round.name, *facts_of(found)[:2]],
        signed="Readify",
    )
    return round_poster_pdf(poster, language=language)


def _certificate(found: PublicRound, language: str) -> bytes:
    page = Certificate(
        head=gettext("Oorkonde"),
        lead=gettext("voor"),
        name="",
        write=gettext("Schrijf hier je naam"),
        did=gettext(
            "Jij las voor in de %(round)s van %(contest)s.",
            round=found.of_round.name.lower(),
            contest=found.contest.name,
        ),
        book="",
        compliment="",
        onward="",
        signed="",
    )
    return certificates_pdf([page], title=gettext("Oorkonde"), language=language)
