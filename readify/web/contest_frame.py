"""The menu around a contest's pages, for whoever may run it: a library's staff, a coordinator, a teacher."""

from __future__ import annotations

from typing import Any

from readify.models import Contest
from readify.queries.visitor import Visitor
from readify.web import library_base, teacher_base
from readify.web.identity import current_visitor


def contest_frame(contest: Contest) -> dict[str, Any]:
    """What the staff layout asks of every page about a contest."""
    visitor: Visitor = current_visitor()
    if visitor.role in library_base.ROLES:
        return library_base.frame(contest.name)
    return teacher_base.frame(0, contest.name)
