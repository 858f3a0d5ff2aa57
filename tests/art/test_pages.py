"""The layouts, parts and bundles hold together: rendered with Jinja alone, without an app."""

import re
import tomllib

import brotli
import pytest
import rcssmin

from tests.art.preview import ROOT, build

CSS = ROOT / "static" / "css"
BUNDLES = tomllib.loads((CSS / "manifest.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every sample and error page as text, by name."""
    out = tmp_path_factory.mktemp("pages")
    return {name: (out / f"{name}.html").read_text(encoding="utf-8") for name in build(out)}


def joined(bundle: str) -> str:
    """The bundle as the app serves it."""
    return rcssmin.cssmin(
        "\n".join((CSS / name).read_text(encoding="utf-8") for name in BUNDLES[bundle]["files"])
    )


def test_no_page_holds_what_the_policy_forbids(pages):
    for name, page in pages.items():
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", page), name
        assert not re.search(r"<script(?![^>]*src=)", page), name
        assert "http://" not in page.replace("http://www.w3.org", ""), name


def test_every_page_has_one_title_one_heading_a_language_and_a_way_to_its_content(pages):
    for name, page in pages.items():
        assert page.count("<h1") == 1, name
        assert page.split("</head>")[0].count("<title>") == 1, name
        assert '<html lang="nl"' in page, name
        assert page.count('href="#inhoud"') == page.count('id="inhoud"') == 1, name


def test_no_id_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), (name, [i for i in ids if ids.count(i) > 1])


def test_every_used_symbol_is_in_a_sprite(pages):
    drawn = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "static/art").glob("*.svg")}
    for name, page in pages.items():
        for file, symbol in set(re.findall(r'href="/static/art/([\w-]+\.svg)#([^"]+)"', page)):
            assert f'id="{symbol}"' in drawn[file], (name, symbol)


def test_every_class_the_parts_use_has_a_rule_somewhere():
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join(joined(name) for name in BUNDLES)))
    known |= {
        "icon",
        "form-icon",
        "face",
        "korenwolf",
        "seg",
        "medal-carved",
        "stamp-picture",
        "ring",
        "ring-rest",
    }
    for part in (ROOT / "templates" / "parts").glob("*.html"):
        plain = re.sub(r"\{[{%#].*?[}%#]\}", " ", part.read_text(encoding="utf-8"), flags=re.S)
        for classes in re.findall(r'class="([^"]*)"', plain):
            unknown = [c for c in classes.split() if not c.endswith("-") and c not in known]
            assert unknown == [], (part.name, unknown)


@pytest.mark.parametrize(
    ("bundle", "most"), [("child", 9_000), ("staff", 9_000), ("screen", 6_000), ("public", 9_000)]
)
def test_a_bundle_stays_small(bundle, most):
    assert len(brotli.compress(joined(bundle).encode())) <= most


def test_every_stylesheet_is_in_a_bundle_or_asked_for_by_a_page_and_in_a_layer():
    listed = {name for bundle in BUNDLES.values() for name in bundle["files"]}
    found = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")}
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    alone = {name for name in found - listed if f"asset('css/{name}')" in pages}
    assert listed | alone == found
    for name in found - {"fonts.css"}:
        assert "@layer" in (CSS / name).read_text(encoding="utf-8"), name


def test_every_rule_stands_in_balance():
    for path in CSS.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert text.count("{") == text.count("}"), path.name


def test_radios_keep_their_labels_without_javascript(pages):
    page = pages["log"]
    radios = re.findall(r'<label class="pick"><input type="radio" name="(\w+)" value="([^"]+)"', page)
    assert {name for name, _ in radios} == {"form", "how", "unit", "language", "feeling"}
    assert len([1 for name, _ in radios if name == "form"]) == 14


def test_a_wrong_field_names_its_message(pages):
    assert re.search(r'id="title"[^>]*aria-describedby="title-fout"[^>]*aria-invalid=true', pages["log"])
    assert 'id="title-fout"' in pages["log"]


def test_band_klein_has_three_tabs_and_the_others_five(pages):
    assert len(re.findall(r'class="tab[" ]', pages["empty"])) == 3
    assert len(re.findall(r'class="tab[" ]', pages["home"])) == 5
