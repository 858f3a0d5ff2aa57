"""The settings: every READIFY_* variable, read once, typed, and checked at the start.

Does not touch the disk beyond making sure that the home folder can be written; `doctor` looks deeper.
"""

from __future__ import annotations

import re
import secrets
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from readify.errors import ConfigError
from readify.oidc_addresses import is_safe

WEAK_SECRETS = frozenset({"", "secret", "changeme", "change-me", "dev", "development", "readify", "test"})


def bundle_dir() -> Path:
    """The folder that holds `templates`, `static` and `seeds`: inside a wheel, or the checkout's top."""
    package = Path(str(files("readify")))
    inside = package / "_bundle"
    return inside if inside.is_dir() else package.parent


def seeds_dir() -> Path:
    """The folder with rules, books, stories and demo data."""
    return bundle_dir() / "seeds"


def _absolute(path: Path) -> Path:
    return path.expanduser().resolve()


def _known_database(value: str | None) -> str | None:
    try:
        known = value is None or make_url(value).get_backend_name() in {"sqlite", "postgresql"}
        if known and value is not None:
            make_url(value).get_dialect()
    except (ArgumentError, NoSuchModuleError):
        known = False
    if not known:
        raise ValueError(
            "give a URL like postgresql+psycopg://user:password@host/readify or sqlite:////srv/readify.db"
        )
    return value


def _known_redis(value: str | None) -> str | None:
    if value is not None and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("give a URL like redis://127.0.0.1:6379/0")
    return value


def _public_address(value: str | None) -> str | None:
    if value is None:
        return None
    if not re.fullmatch(r"https?://[^/?#\s]+/?", value):
        raise ValueError("give a whole address without a path, like https://lees.example")
    return value.rstrip("/")


def _safe_issuer(value: str | None) -> str | None:
    if value is not None and not (is_safe(value) and re.fullmatch(r"https?://[^?#\s]+", value)):
        raise ValueError("give the issuer's whole https address, as its discovery document says it")
    return value


class OidcSettings(BaseModel):
    """One more provider, in READIFY_OIDC_MORE."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=60)]
    issuer: Annotated[str, AfterValidator(_safe_issuer)]
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: SecretStr


BOOK_SOURCES = ("openlibrary", "kb")


def _known_sources(value: str) -> str:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if len(set(names)) != len(names) or not set(names) <= set(BOOK_SOURCES):
        raise ValueError(f"give none, one or more of {','.join(BOOK_SOURCES)}, each once")
    return ",".join(names)


def _service_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^/?#@\s]+(/[^?#\s]*)?", value):
        raise ValueError("give a whole address like https://books.example/path")
    return value


def _known_timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("give a name like Europe/Amsterdam") from error
    return value


class Config(BaseSettings):
    """All settings. Each is an environment variable `READIFY_<NAME>`; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="READIFY_", extra="ignore", frozen=True)

    home: Annotated[Path, AfterValidator(_absolute)] = Field(
        default=Path("var"), description="folder for everything that is written"
    )
    database: Annotated[str | None, AfterValidator(_known_database)] = Field(
        default=None, description="SQLAlchemy URL; default: SQLite in the home folder"
    )
    redis: Annotated[str | None, AfterValidator(_known_redis)] = Field(
        default=None, description="Redis URL: shared message queue and rate limits"
    )
    secret: SecretStr | None = Field(
        default=None,
        description="signs cookies; at least 32 characters; default: made once, kept in the home folder",
    )
    environment: Literal["demo", "production", "test"] = Field(
        default="production", description="demo relaxes what a laptop needs; production refuses weak settings"
    )
    base_url: Annotated[str | None, AfterValidator(_public_address)] = Field(
        default=None, description="the public address, on posters and cards, e.g. https://lees.example"
    )
    sqlite_synchronous: Literal["FULL", "NORMAL"] = Field(
        default="FULL", description="FULL survives a power cut; NORMAL is faster"
    )
    async_mode: Literal["threading", "gevent"] = Field(default="threading", description="how sockets wait")
    live_clients: int = Field(default=300, ge=1, le=5000, description="most live screens per process")
    workers: int = Field(default=1, ge=1, le=16, description="server processes")
    threads: int = Field(default=16, ge=4, le=256, description="threads per process for ordinary requests")
    behind_proxy: int = Field(default=0, ge=0, le=3, description="trusted proxies in front (X-Forwarded-*)")
    timezone: Annotated[str, AfterValidator(_known_timezone)] = Field(
        default="Europe/Amsterdam", description="the time zone in which a day begins"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="what is logged"
    )
    rate_limits: bool = Field(default=True, description="limits on the ways in; off only in tests")
    metrics_token: SecretStr | None = Field(
        default=None, description="bearer token for /metrics; without it only this machine may read them"
    )
    book_sources: Annotated[str, AfterValidator(_known_sources)] = Field(
        default="",
        description="who is asked for a book that the catalogue lacks, in this order: openlibrary,kb; "
        "default: nobody, and nothing goes out. Only the ISBN is sent",
    )
    open_library_url: Annotated[str, AfterValidator(_service_address)] = Field(
        default="https://openlibrary.org", description="Open Library's address"
    )
    kb_sru_url: Annotated[str, AfterValidator(_service_address)] = Field(
        default="https://jsru.kb.nl/sru/sru", description="address of the KB's catalogue (SRU)"
    )
    smtp_host: str | None = Field(default=None, description="mail server; without it no mail is sent")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="mail server's port")
    smtp_user: str | None = Field(default=None, description="mail user")
    smtp_password: SecretStr | None = Field(default=None, description="mail password")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="mail encryption"
    )
    mail_from: str = Field(default="readify@localhost", description="sender of mails")

    oidc_name: str = Field(
        default="", description="what the button of your sign-in provider says, e.g. Entree"
    )
    oidc_issuer: Annotated[str | None, AfterValidator(_safe_issuer)] = Field(
        default=None, description="OpenID Connect: the provider's issuer; without it there is no such button"
    )
    oidc_client_id: str = Field(default="", description="OpenID Connect: the client id that you were given")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="OpenID Connect: the client secret that you were given"
    )
    oidc_more: tuple[OidcSettings, ...] = Field(
        default=(),
        description="more providers, as a JSON list of objects with name, issuer, client_id, client_secret",
    )

    @model_validator(mode="after")
    def _whole_provider(self) -> Config:
        """A provider without id or secret would only fail later, in front of a teacher."""
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret and self.oidc_name):
            raise ValueError("READIFY_OIDC_ISSUER needs READIFY_OIDC_NAME, _CLIENT_ID and _CLIENT_SECRET too")
        return self

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL that is in force."""
        return self.database or f"sqlite:///{self.home / 'readify.db'}"

    @property
    def demo_signins(self) -> Path:
        """Where the demo writes its sign-ins."""
        return self.home / "demo-signins.json"

    def secret_key(self) -> str:
        """The key that signs cookies: the setting, or one made once and kept in the home folder.

        Raises ConfigError for a weak secret in production, or a home folder that cannot be written.
        """
        if self.secret is not None:
            value = self.secret.get_secret_value()
            if self.environment == "production" and (value.lower() in WEAK_SECRETS or len(value) < 32):
                raise ConfigError(
                    "READIFY_SECRET is too weak: give at least 32 random characters, "
                    'for example from: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
                )
            return value
        return _kept_secret(self.home)


def read_config() -> Config:
    """The settings of the environment; ConfigError that names every wrong variable, in one line."""
    try:
        return Config()
    except ValidationError as error:
        lines = [
            f"READIFY_{str(e['loc'][0] if e['loc'] else 'OIDC').upper()}: "
            f"{e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        ]
        raise ConfigError("wrong settings: " + "; ".join(lines)) from error


def _kept_secret(home: Path) -> str:
    path = home / "secret.key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"Readify cannot write in {home} ({error.strerror}). "
            "Make that folder writable, or point READIFY_HOME to one that is."
        ) from error
