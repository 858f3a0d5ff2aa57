"""HTML for people: one blueprint per kind of visitor."""

from __future__ import annotations

from flask import Flask

from readify.web import (
    account,
    auth,
    book_lookup,
    campaigns,
    child,
    class_campaigns,
    class_door,
    classroom,
    community,
    cookies,
    coordinator,
    desk,
    desk_passports,
    desk_queue,
    errors,
    foyer,
    going_on,
    guest,
    headers,
    health,
    identity,
    library,
    library_branches,
    library_cards,
    library_edit,
    library_figures,
    library_logo,
    library_new,
    library_posters,
    library_sharing,
    library_stages,
    library_stories,
    library_thanks,
    offline,
    oidc_door,
    parents,
    passkey_door,
    passport,
    password_door,
    public,
    pupil,
    pupil_ways_in,
    scan,
    school,
    school_administrators,
    school_class,
    school_import,
    school_year,
    screen,
    stand_in,
    stand_in_codes,
    stand_in_door,
    teacher,
    team,
    template,
    thanks,
    trail,
    waiting,
)
from readify.web.crossorigin import refuse_foreign_writes

# Each kind of visitor has its modules here.
PARTS = (
    public,
    offline,
    waiting,
    auth,
    class_door,
    password_door,
    book_lookup,
    child,
    trail,
    scan,
    passport,
    guest,
    team,
    parents,
    teacher,
    pupil,
    pupil_ways_in,
    classroom,
    screen,
    library,
    library_figures,
    library_new,
    library_edit,
    library_stages,
    library_sharing,
    library_stories,
    library_branches,
    library_cards,
    library_logo,
    library_posters,
    library_thanks,
    coordinator,
    school_import,
    school,
    school_class,
    school_year,
    school_administrators,
    account,
    going_on,
    passkey_door,
    oidc_door,
    stand_in_door,
    stand_in_codes,
    stand_in,
    community,
    foyer,
    thanks,
    campaigns,
    class_campaigns,
    desk,
    desk_passports,
    desk_queue,
)


def register(app: Flask) -> None:
    """Ties headers, the cross-origin check, error pages, template globals and all blueprints to the app."""
    health.register(app)
    headers.register(app)
    refuse_foreign_writes(app)
    errors.register(app)
    template.register(app)
    cookies.register(app)
    identity.register(app)
    offline.register(app)
    for part in PARTS:
        app.register_blueprint(part.bp)
