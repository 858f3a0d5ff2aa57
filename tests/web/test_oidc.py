"""Signing in with the account of one's school, against a provider that really speaks OpenID Connect."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from sqlalchemy import func, select

from readify import clock
from readify.config import Config, read_config
from readify.errors import ConfigError
from readify.models import Account, LinkedIdentity
from readify.oidc import Provider as Known
from readify.oidc import ProviderSettings
from tests.cast import Cast
from tests.web.oidc_provider import CLIENT, SECRET, Provider, oidc_provider, shared_secret

DOOR = "/inloggen/met/entree"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with oidc_provider() as server:
        yield server


@pytest.fixture
def provider(running: Provider, cast: Cast) -> Provider:
    """The provider as new, known to the app."""
    running.claims = {"sub": "person-7", "email": "Juf@School.example", "email_verified": True}
    running.bend, running.discovery, running.signs_with = {}, {}, None
    running.algorithm = "RS256"
    running.codes, running.refused = {}, []
    settings = ProviderSettings("entree", "Entree", running.issuer, CLIENT, SECRET)
    cast.app.extensions["readify.oidc"] = (Known(settings),)
    return running


@pytest.fixture
def browser(cast: Cast) -> FlaskClient:
    return cast.app.test_client()


def come_back(client: FlaskClient, provider: Provider, more: str = ""):
    """There and back again."""
    away = client.get(DOOR)
    assert away.status_code == 303, away.text
    assert away.location.startswith(f"{provider.issuer}/authorize?")
    return client.get(f"{DOOR}/terug?{provider.agree(away.location)}{more}")


def kept(cast: Cast, wanted):
    with cast.app.extensions["readify.database"].reading() as session:
        return session.scalar(wanted)


def links(cast: Cast) -> int:
    return kept(cast, select(func.count()).select_from(LinkedIdentity))


def is_out(client: FlaskClient, cast: Cast) -> bool:
    return client.get(f"/klas/{cast.people.classroom}").location == "/inloggen"


def test_a_verified_email_that_is_known_gets_in_and_is_linked(cast, provider, browser):
    assert "Log in met Entree" in browser.get("/inloggen").text
    answer = come_back(browser, provider)
    assert answer.location == f"/klas/{cast.people.classroom}"
    assert browser.get(answer.location).status_code == 200
    assert kept(cast, select(LinkedIdentity.subject)) == "person-7"
    assert kept(cast, select(LinkedIdentity.account_id)) == cast.people.teacher


def test_once_linked_the_subject_counts_whatever_the_email(cast, provider, browser):
    come_back(browser, provider)
    browser.post("/uitloggen")
    provider.claims = {"sub": "person-7", "email": "new.name@school.example", "email_verified": False}
    assert come_back(browser, provider).location == f"/klas/{cast.people.classroom}"
    assert links(cast) == 1


def test_an_address_that_was_handed_on_does_not_hand_on_the_account(cast, provider, browser):
    come_back(browser, provider)
    browser.post("/uitloggen")
    provider.claims["sub"] = "person-8"
    assert come_back(browser, provider).status_code == 403
    assert is_out(browser, cast)


def test_nobody_gets_an_account_this_way(cast, provider, browser):
    before = kept(cast, select(func.count()).select_from(Account))
    provider.claims["email"] = "vreemd@school.example"
    answer = come_back(browser, provider)
    assert answer.status_code == 403
    assert "Ik ken je nog niet" in answer.text
    assert kept(cast, select(func.count()).select_from(Account)) == before
    assert links(cast) == 0


UNKNOWN = {
    "not verified": {"email_verified": False},
    "verified as a word": {"email_verified": "true"},
    "no word on it": {"email_verified": None},
    "no email": {"email": None},
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_an_email_that_is_not_verified_opens_nothing(cast, provider, browser, what):
    provider.bend = UNKNOWN[what]
    assert come_back(browser, provider).status_code == 403
    assert is_out(browser, cast)
    assert links(cast) == 0


BENT = {
    "another nonce": {"nonce": "made-up"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another-client"},
    "another audience with our azp": {"aud": "another-client", "azp": CLIENT},
    "two audiences and another azp": {"aud": [CLIENT, "another"], "azp": "another"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "expired": {"exp": 1, "iat": 1},
    "no end": {"exp": None},
    "from tomorrow": {"iat": 4102444800, "nbf": 4102444800, "exp": 4102444900},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "an endless subject": {"sub": "x" * 300},
    "a subject that is a number": {"sub": 7},
}


@pytest.mark.parametrize("what", BENT)
def test_a_token_that_is_not_right_opens_nothing(cast, provider, browser, what):
    provider.bend = BENT[what]
    answer = come_back(browser, provider)
    assert answer.status_code == 422
    assert "lukte niet" in answer.text
    assert is_out(browser, cast)
    assert links(cast) == 0


@pytest.mark.parametrize("how", ["another key", "our secret", "no signature"])
def test_only_the_providers_own_signature_counts(cast, provider, browser, how):
    if how == "another key":
        provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    elif how == "our secret":
        provider.signs_with, provider.algorithm = shared_secret(), "HS256"
    else:
        provider.algorithm = "none"
    assert come_back(browser, provider).status_code == 422
    assert is_out(browser, cast)


def test_a_token_that_ended_just_now_still_counts_for_a_slow_clock(cast, provider, browser):
    provider.bend = {"exp": int(time.time()) - 20}
    assert come_back(browser, provider).status_code == 303


def test_new_keys_of_the_provider_are_fetched(cast, provider, browser):
    come_back(browser, provider)
    browser.post("/uitloggen")
    old = provider.key
    provider.key = RSAKey.generate_key(2048, {"kid": "two"}, private=True)
    try:
        assert come_back(browser, provider).status_code == 303
    finally:
        provider.key = old


def test_the_answer_works_once_and_in_this_browser_only(cast, provider, browser):
    away = browser.get(DOOR).location
    back = f"{DOOR}/terug?{provider.agree(away)}"
    thief = cast.app.test_client()
    assert thief.get(back).status_code == 422
    thief.get(DOOR)
    assert thief.get(back).status_code == 422
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 422
    assert links(cast) == 1


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?state=x&code=y", "?code=y"])
def test_an_answer_without_a_question_is_refused(cast, provider, browser, query):
    assert browser.get(f"{DOOR}/terug{query}").status_code == 422


def test_another_providers_answer_is_refused(cast, provider, browser):
    assert come_back(browser, provider, more="&iss=https://evil.example").status_code == 422
    assert is_out(browser, cast)


def test_a_code_without_the_verifier_is_worth_nothing(cast, provider, browser):
    away = browser.get(DOOR).location
    back = provider.agree(away)
    with browser.session_transaction() as session:
        session["oidc"] = {**session["oidc"], "verifier": "another-verifier-of-forty-three-characters-x"}
    assert browser.get(f"{DOOR}/terug?{back}").status_code == 422
    assert provider.refused == ["invalid_grant"]


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": None},
    ],
)
def test_a_discovery_document_that_lies_stops_it(cast, provider, browser, lie):
    provider.discovery = lie
    answer = browser.get(DOOR)
    assert answer.status_code == 503
    assert "lukte niet" in answer.text


def test_a_provider_that_is_away_is_said_kindly(cast, provider, browser):
    settings = ProviderSettings("entree", "Entree", "http://127.0.0.1:9", CLIENT, SECRET)
    cast.app.extensions["readify.oidc"] = (Known(settings),)
    assert browser.get(DOOR).status_code == 503
    assert browser.get("/inloggen/met/anders").status_code == 404


def test_who_is_signed_in_ties_an_account_with_any_email_and_takes_it_off(cast, provider, browser):
    provider.claims = {"sub": "prive-3", "email": "thuis@prive.example"}
    teacher = cast.teacher
    assert come_back(teacher, provider).location == "/account"
    page = teacher.get("/account").text
    assert "Gekoppeld" in page
    assert come_back(browser, provider).location == f"/klas/{cast.people.classroom}"
    other = cast.other_teacher
    assert come_back(other, provider).location == "/account"
    assert "bij iemand anders" in other.get("/account").text
    link = kept(cast, select(LinkedIdentity.id))
    assert other.post(f"/account/koppeling/{link}/weg").status_code == 404
    assert teacher.post(f"/account/koppeling/{link}/weg").status_code == 303
    assert links(cast) == 0
    browser.post("/uitloggen")
    assert come_back(browser, provider).status_code == 403


def test_a_disabled_account_stays_out(cast, provider, browser):
    with cast.app.extensions["readify.database"].writing() as session:
        session.get(Account, cast.people.teacher).disabled_at = clock.now()
        session.commit()
    assert come_back(browser, provider).status_code == 403


def test_half_a_setting_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("READIFY_OIDC_ISSUER", "https://login.example")
    with pytest.raises(ConfigError, match="CLIENT_SECRET"):
        read_config()
    monkeypatch.setenv("READIFY_OIDC_ISSUER", "http://login.example")
    with pytest.raises(ConfigError, match="OIDC_ISSUER"):
        read_config()


def test_several_providers_each_have_a_button(config: Config):
    from readify.application import providers_of

    one = {"name": "Google", "issuer": "https://g.example", "client_id": "g", "client_secret": "s"}
    more = config.model_validate(
        {
            **config.model_dump(),
            "oidc_name": "Entree",
            "oidc_issuer": "https://e.example",
            "oidc_client_id": "e",
            "oidc_client_secret": "s",
            "oidc_more": [one],
        }
    )
    assert [provider.name for provider in providers_of(more)] == ["Entree", "Google"]
