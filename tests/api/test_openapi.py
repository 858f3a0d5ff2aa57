"""The document and its page: they tell of every route, and nothing else."""

from __future__ import annotations

import re

from readify.api.describing import operation_of
from readify.api.openapi import BASE, METHODS
from readify.game import outcomes

CONTRACT = {
    ("post", "/session"),
    ("delete", "/session"),
    ("get", "/me"),
    ("post", "/readings"),
    ("get", "/readings"),
    ("post", "/readings/{id}/withdrawal"),
    ("get", "/books"),
    ("get", "/books/isbn/{isbn}"),
    ("get", "/classrooms/{id}/week"),
    ("post", "/stamps"),
    ("get", "/trails/{id}"),
    ("get", "/trails/{id}/stats"),
    ("get", "/pilot/summary"),
    ("get", "/contests/{id}"),
    ("get", "/openapi.json"),
    ("get", "/docs"),
}


def test_the_document_holds_every_call_of_the_contract(client):
    document = client.get(f"{BASE}/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": BASE}]
    assert {(method, path) for path, calls in document["paths"].items() for method in calls} == CONTRACT


def test_every_route_under_the_base_is_described(app):
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(BASE) and set(METHODS) & (rule.methods or set()):
            assert operation_of(app.view_functions[rule.endpoint]), rule


def test_every_reference_leads_somewhere(client):
    answer = client.get(f"{BASE}/openapi.json")
    names = set(re.findall(r'"#/components/schemas/(\w+)"', answer.text))
    assert names == answer.json["components"]["schemas"].keys() & names
    assert len(names) > 20


def test_every_outcome_of_the_engine_has_a_shape(client):
    shapes = client.get(f"{BASE}/openapi.json").json["components"]["schemas"]
    kinds = {kind.__name__ for kind in vars(outcomes).values() if isinstance(kind, type)}
    told = {name for name, shape in shapes.items() if "kind" in shape.get("properties", {})}
    assert told <= kinds
    assert {"LampLit", "BadgeEarned", "GoalReached", "RingReached"} <= told


def test_the_limits_of_the_contract_stand_in_the_shapes(client):
    fields = client.get(f"{BASE}/openapi.json").json["components"]["schemas"]["ReadingDraft"]["properties"]
    minutes, pages = (fields[name]["anyOf"][0] for name in ("minutes", "pages"))
    assert (minutes["minimum"], minutes["maximum"]) == (1, 120)
    assert (pages["minimum"], pages["maximum"]) == (1, 500)


def test_the_page_tells_of_every_call_without_scripts_or_others_files(client):
    page = client.get(f"{BASE}/docs")
    assert page.mimetype == "text/html"
    for _, path in CONTRACT:
        assert f"<code>{path}</code>" in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.text)
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_every_link_inside_the_page_has_its_target(client):
    text = client.get(f"{BASE}/docs").text
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_the_document_speaks_the_visitors_language(client):
    dutch = client.get(f"{BASE}/openapi.json")
    assert dutch.json["paths"]["/readings"]["post"]["summary"].startswith("Schrijft een leesbeurt op.")
    assert "Accept-Language" in dutch.headers["Vary"]
    english = client.get(f"{BASE}/openapi.json", headers={"Accept-Language": "en"})
    assert english.json["paths"]["/readings"]["post"]["summary"].startswith("Logs a reading.")
