"""A library's own paper: every kind of sheet, numbered cards that open a passport, and the logo."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from readify.models import AuditEntry, Library, Passport, PassportKey
from readify.printing.logo_keeping import uploads_dir
from tests.cast import Cast
from tests.printing.conftest import Printed, decoded
from tests.walks import Walk, make_walk

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
GREEN = HEAD + b'<path d="M0 0H100V50H0Z" fill="#0f0"/></svg>'
SCRIPT = GREEN.replace(b"<path", b"<script>alert(1)</script><path")


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def png(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#00ff00").save(out, "PNG")
    return out.getvalue()


def cmyk() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (90, 90)).save(out, "JPEG")
    return out.getvalue()


def send(client: FlaskClient, walk: Walk, data: bytes, name: str = "logo.svg") -> Any:
    """A form as a browser sends it; by hand, since the client's own files would stay open."""
    head = f'--grens\r\nContent-Disposition: form-data; name="logo"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--grens--\r\n"
    kind = "multipart/form-data; boundary=grens"
    return client.post(f"/bieb/{walk.library}/logo", data=body, content_type=kind)


def kept(walk: Walk) -> list[str]:
    folder = uploads_dir(Path(walk.app.extensions["readify.config"].home))
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []


def test_another_librarys_paper_and_logo_do_not_exist(walk: Walk, cast: Cast) -> None:
    routes = [
        ("GET", f"/bieb/spoor/{walk.trail}/blad.png?breed=400"),
        ("POST", f"/bieb/spoor/{walk.trail}/kaarten?soort=stampcard"),
        ("GET", f"/bieb/{walk.library}/logo"),
        ("GET", f"/bieb/{walk.library}/logo/plaatje.png"),
        ("POST", f"/bieb/{walk.library}/logo"),
        ("POST", f"/bieb/{walk.library}/logo/weg"),
    ]
    for method, path in routes:
        for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.child):
            assert client.open(path, method=method).status_code == 404, (method, path)
        answer = cast.stranger.open(path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/inloggen"), path
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.scalars(select(Passport)).all() == []


@pytest.mark.parametrize(
    ("kind", "pages", "codes"),
    [
        ("poster", 3, 3),
        ("sticker", 1, 3),
        ("tent", 3, 3),
        ("info", 1, 0),
        ("stampcard", 1, 1),
        ("passport", 1, 1),
    ],
)
def test_each_kind_of_sheet_is_printed_and_shown(
    walk: Walk, cast: Cast, kind: str, pages: int, codes: int
) -> None:
    where = f"/bieb/spoor/{walk.trail}"
    printed = Printed(cast.librarian.get(f"{where}/posters.pdf?soort={kind}&taal=nl,en&extra=uk").data)
    assert len(printed) == pages
    found = {code for page in range(pages) for code in decoded(printed.picture(page, dpi=200))}
    assert len(found) == codes
    shown = Image.open(io.BytesIO(cast.librarian.get(f"{where}/blad.png?soort={kind}&breed=500").data))
    assert shown.size == (500, 707)
    page = unescape(cast.librarian.get(f"{where}/posters?soort={kind}").get_data(as_text=True))
    assert f"{where}/blad.png?breed=600" in page


def test_crop_marks_make_the_page_larger(walk: Walk, cast: Cast) -> None:
    answer = cast.librarian.get(f"/bieb/spoor/{walk.trail}/posters.pdf?plek=1&snij=1")
    assert Printed(answer.data).millimetres(0) == pytest.approx((234, 321), abs=0.1)


@pytest.mark.parametrize("asked", ["soort=vlag", "extra=xx", "snij=misschien", "plek=-1", "plek=x"])
def test_what_cannot_be_printed_says_so(walk: Walk, cast: Cast, asked: str) -> None:
    assert cast.librarian.get(f"/bieb/spoor/{walk.trail}/posters?{asked}").status_code == 422


def test_twenty_cards_are_a_numbered_batch_whose_codes_open_passports(walk: Walk, cast: Cast) -> None:
    answer = cast.librarian.post(
        f"/bieb/spoor/{walk.trail}/kaarten", data={"soort": "stampcard", "aantal": "20"}
    )
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    printed = Printed(answer.data)
    assert len(printed) == 20
    found = [decoded(printed.picture(page, dpi=120)) for page in (0, 19)]
    assert "20 / 20" in printed.text(19)
    ((first,), (last,)) = found
    assert first != last
    opened = cast.stranger.get(first.removeprefix("HTTP://LOCALHOST"))
    assert opened.status_code in (200, 303)
    with walk.app.extensions["readify.database"].reading() as session:
        made = session.scalars(select(Passport)).all()
        assert {one.library_id for one in made} == {walk.library}
        assert {str(one.origin) for one in made} == {"paper"}
        assert len(session.scalars(select(PassportKey).where(PassportKey.is_card)).all()) == 20
        assert "open_paper_passports" in session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize("data", [{"soort": "poster"}, {}])
def test_only_cards_are_made_in_batches(walk: Walk, cast: Cast, data: dict[str, str]) -> None:
    assert cast.librarian.post(f"/bieb/spoor/{walk.trail}/kaarten", data=data).status_code == 404


def test_a_batch_has_a_bound(walk: Walk, cast: Cast) -> None:
    sent = {"soort": "passport", "aantal": "5000"}
    assert cast.librarian.post(f"/bieb/spoor/{walk.trail}/kaarten", data=sent).status_code == 422


def test_a_logo_stands_on_the_posters_and_is_shown_as_a_bitmap_only(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    assert client.get(f"/bieb/{walk.library}/logo/plaatje.png").status_code == 404
    assert send(client, walk, GREEN).status_code == 303
    shown = client.get(f"/bieb/{walk.library}/logo/plaatje.png")
    assert (shown.mimetype, shown.data[:4]) == ("image/png", b"\x89PNG")
    poster = client.get(f"/bieb/spoor/{walk.trail}/plek/1.png?breed=400")
    colours = Image.open(io.BytesIO(poster.data)).convert("RGB").getcolors(200_000)
    assert colours is not None
    assert (0, 255, 0) in {colour for _, colour in colours}
    assert len(kept(walk)) == 1


def test_another_logo_takes_the_place_of_the_first_and_its_file(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    send(client, walk, GREEN)
    first = kept(walk)
    send(client, walk, png((300, 100)), "logo.png")
    assert len(kept(walk)) == 1
    assert kept(walk) != first
    with walk.app.extensions["readify.database"].writing() as session:
        session.get_one(Library, walk.other_library).logo = kept(walk)[0]
        session.commit()
    assert client.post(f"/bieb/{walk.library}/logo/weg").status_code == 303
    assert len(kept(walk)) == 1  # the other library still has it
    assert client.get(f"/bieb/{walk.library}/logo/plaatje.png").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SCRIPT, "In deze SVG zit een script of een link."),
        (png((1, 1)), "Dit plaatje is te klein."),
        (cmyk(), "Dit plaatje heeft drukkleuren (CMYK)."),
        (b"GIF89a" + b"\0" * 99, "Dit is geen SVG of PNG."),
        (GREEN.replace(b"<path", b"<text>a</text><path"), "In deze SVG staan letters."),
        (GREEN[:60], "Dit bestand kan ik niet lezen."),
        (b"", "Kies eerst een bestand."),
        (b"\x89PNG" + b"\0" * 1_100_000, "Dit bestand is te groot."),
        (b"\x89PNG\r\n" + b"\0" * 40_000_000, "Dit bestand is te groot."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_a_logo_is_refused_in_words(
    walk: Walk, cast: Cast, data: bytes, words: str
) -> None:
    answer = send(cast.librarian, walk, data)
    assert answer.status_code == 422
    assert words in unescape(answer.get_data(as_text=True))
    assert kept(walk) == []


def test_a_logo_whose_file_is_gone_or_changed_is_left_out(walk: Walk, cast: Cast) -> None:
    send(cast.librarian, walk, GREEN)
    (name,) = kept(walk)
    path = uploads_dir(Path(walk.app.extensions["readify.config"].home)) / name
    path.write_bytes(path.read_bytes() + b"<script/>")
    assert cast.librarian.get(f"/bieb/{walk.library}/logo/plaatje.png").status_code == 404
    assert cast.librarian.get(f"/bieb/spoor/{walk.trail}/plek/1.png?breed=400").status_code == 200
