"""A class's papers as documents and tables: what the routes send and what they show beforehand."""

from __future__ import annotations

from flask import current_app, request
from flask_babel import get_locale, gettext

from readify.config import Config
from readify.drafts.papers import PaperDraft
from readify.drafts.parsing import parse
from readify.errors import NotFound
from readify.exchange.spreadsheets import Sheet
from readify.models import Classroom
from readify.perform import present
from readify.policies_school import NO_READER
from readify.printing.class_overview import overview_document
from readify.printing.documents import Document
from readify.printing.home_letter import ClassSign, HomeCard, letters_document
from readify.printing.reading_report import reports_document
from readify.queries.class_papers import (
    PaperChild,
    child_years,
    class_overview,
    paper_children,
    reading_days,
)
from readify.queries.classroom_pages import school_name
from readify.request_session import read_session
from readify.web.paper_sheets import days_sheet
from readify.web.paper_words import overview_lines, overview_words, report_of
from readify.web.screen import public_address
from readify.web.teacher_base import network_rules


def asked_paper() -> PaperDraft:
    """What the address asks for."""
    names = {"language": "taal", "child": "kind"}
    given = {field: request.args[name] for field, name in names.items() if name in request.args}
    return parse(PaperDraft, given)


def first_child(classroom: Classroom, language: str = "nl") -> PaperDraft:
    """The one whose page is shown beforehand; a line for the name in a class without children."""
    children = paper_children(read_session(), classroom_id=classroom.id)
    return PaperDraft(language=language, child=children[0].reader_id if children else 0)


def _chosen(classroom: Classroom, wish: PaperDraft) -> tuple[PaperChild, ...]:
    """The children meant. Raises NotFound for another class's child, and for a class without children."""
    children = paper_children(read_session(), classroom_id=classroom.id)
    found = tuple(one for one in children if wish.child in (None, one.reader_id))
    if not found:
        raise NotFound("no_reader", NO_READER)
    return found


def letters_of(classroom: Classroom, wish: PaperDraft) -> Document:
    """The letters of a class, or of one child. Raises NotFound for another class's child."""
    address = public_address()
    sign = ClassSign(
        classroom=classroom.name,
        school=school_name(read_session(), classroom.school_id),
        class_word=f"{classroom.word} {classroom.number}",
        address=address.split("://", 1)[-1] + "/k",
        link=f"{address}/k",
    )
    if wish.child == 0:
        cards = [HomeCard("", "korenwolf")]
    else:
        cards = [HomeCard(one.name, one.companion) for one in _chosen(classroom, wish)]
    return letters_document(cards, sign, language=wish.language)


def reports_of(classroom: Classroom, wish: PaperDraft) -> Document:
    """The reading reports of a class, or of one child. Raises NotFound for another class's child."""
    config: Config = current_app.extensions["readify.config"]
    today, language = present()["today"], paper_language()
    years = child_years(
        read_session(),
        rules=network_rules(),
        children=_chosen(classroom, wish),
        today=today,
        timezone=config.timezone,
    )
    made = [report_of(one, classroom=classroom.name, language=language, today=today) for one in years]
    title = gettext("Leesverslag · %(classroom)s", classroom=classroom.name)
    return reports_document(made, title=title, language=language)


def overview_of(classroom: Classroom) -> Document:
    """The sheet for the internal supervisor."""
    found = class_overview(
        read_session(), rules=network_rules(), classroom_id=classroom.id, today=present()["today"]
    )
    return overview_document(overview_lines(found), overview_words(found), language=paper_language())


def days_of(classroom: Classroom) -> Sheet:
    """Every reading day of this school year."""
    today = present()["today"]
    return days_sheet(reading_days(read_session(), classroom_id=classroom.id, today=today))


def paper_language() -> str:
    """What papers are set in: nl or en."""
    return "en" if str(get_locale()) == "en" else "nl"
