"""What the pages of a school share: the school that is asked for, the menu, inviting somebody."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.accounts import ResetLink
from readify.config import Config
from readify.errors import NotFound
from readify.mail import can_mail
from readify.models import Role, School
from readify.policies_school import school_of_administrator
from readify.request_session import read_session
from readify.web.auth import secret_page
from readify.web.identity import current_visitor
from readify.web.invitation_mail import mail_invitations
from readify.web.library_base import public_base
from readify.web.teacher_base import NavItem


def own_school(school_id: int) -> School:
    """The school, when the visitor runs it. Raises NotFound for everyone else."""
    try:
        return school_of_administrator(read_session(), current_visitor(), school_id)
    except OverflowError as error:  # a number that no database holds
        raise NotFound("not_found") from error


def school_nav(school_id: int) -> list[NavItem]:
    """The menu of who runs a school; a coordinator's is that of the province."""
    here = request.blueprint
    if current_visitor().role == Role.COORDINATOR:
        return [
            NavItem(gettext("Provincie"), "globe", url_for("coordinator.home"), True),
            NavItem(gettext("Sporen"), "map", url_for("library.home"), False),
        ]
    lines = [
        (gettext("School"), "school", url_for("school.home", school_id=school_id), "school"),
        (gettext("Leerlingen inlezen"), "people", url_for("school_import.ask", school_id=school_id), ""),
        (gettext("Nieuw schooljaar"), "up", url_for("school_year.show", school_id=school_id), ""),
        (gettext("Wedstrijden"), "trophy", url_for("contests.home"), ""),
        (gettext("Mijn klassen"), "book", url_for("teacher.classes"), ""),
    ]
    return [
        NavItem(label, icon, url, request.path == url or (bool(start) and here in ("school", "school_class")))
        for label, icon, url, start in lines
    ]


def school_frame(school: School) -> dict[str, Any]:
    """What the staff layout asks of every page."""
    place = gettext("het hele netwerk") if current_visitor().role == Role.COORDINATOR else school.name
    return {"nav": school_nav(school.id), "place": place, "school": school, "of_library": True}


def after_invitation(school: School, link: ResetLink | None, *, back: str, name: str) -> Response:
    """Mails the link of a new colleague; without a mail server it stands on this answer, once."""
    config: Config = current_app.extensions["readify.config"]
    if link is None:
        flash(gettext("%(name)s hoort er nu bij, met het account dat er al was.", name=name))
        return redirect(back, 303)
    if can_mail(config):
        mail_invitations([link], public_base())
        flash(gettext("De uitnodiging is verstuurd naar %(email)s.", email=link.email))
        return redirect(back, 303)
    url = f"{public_base()}{url_for('password_door.ask_new', token=link.token)}"
    page = render_template("coordinator/link.html", link=link, url=url, back=back, **school_frame(school))
    return secret_page(make_response(page))
