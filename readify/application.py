"""Building the Flask application: settings, database, extensions, blueprints, headers, health."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from readify import api, live, web
from readify.book_finder import BookFinder
from readify.books.outside import guarded, sources_of
from readify.config import Config, OidcSettings, bundle_dir, read_config, seeds_dir
from readify.db import Database
from readify.errors import ConfigError
from readify.exchange.stories import Story, StoryError, load_stories
from readify.extensions import babel, compress, limiter, login, socketio
from readify.game.rulebook import Rulebook, load_rulebook
from readify.game.rules import RulebookError
from readify.live.manager import UnixManager, private_folder
from readify.logs import configure_logs
from readify.oidc import Provider, ProviderSettings
from readify.perform import WANT_BOOK
from readify.web.assets import Assets
from readify.web.language import choose_locale, choose_timezone

ONE_MONTH = dt.timedelta(days=30)


def build(config: Config | None = None) -> Flask:
    """The application for these settings."""
    config = config or read_config()
    configure_logs(config.log_level)
    app = Flask("readify", template_folder=str(bundle_dir() / "templates"), static_folder=None)
    app.config.update(flask_settings(config))
    app.extensions["readify.config"] = config
    app.extensions["readify.database"] = Database(
        config.database_url, synchronous=config.sqlite_synchronous, pool_size=min(config.threads, 40)
    )
    app.extensions["readify.rulebook"], app.extensions["readify.stories"] = read_seeds()
    if config.behind_proxy:
        hops = config.behind_proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    Assets(app, cache=config.home / "cache")
    tie_extensions(app, config)
    tie_book_finder(app, config)
    app.extensions["readify.oidc"] = providers_of(config)
    web.register(app)
    api.register(app)
    live.register(app)
    return app


def read_seeds() -> tuple[Rulebook, dict[str, Story]]:
    """The rules and stories; ConfigError that names the file and the rule or piece that is wrong."""
    folder = seeds_dir()
    try:
        return load_rulebook(folder), load_stories(folder / "stories")
    except (RulebookError, StoryError) as error:
        raise ConfigError(f"seeds: {error}") from error


def flask_settings(config: Config) -> dict[str, object]:
    """Flask's own settings, derived from ours."""
    secure = (config.base_url or "").startswith("https://")
    return {
        "SECRET_KEY": config.secret_key(),
        "TESTING": config.environment == "test",
        "SESSION_COOKIE_NAME": "readify",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": ONE_MONTH,
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 256 * 1024,
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": config.timezone,
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "COMPRESS_MIMETYPES": [
            "text/html",
            "application/json",
            "image/svg+xml",
            "text/css",
            "text/javascript",
        ],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 6,
        "RATELIMIT_ENABLED": config.rate_limits,
        "RATELIMIT_STORAGE_URI": config.redis or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": config.redis is not None,  # the doors stay open without Redis
    }


def tie_extensions(app: Flask, config: Config) -> None:
    """Ties the extensions to the app."""
    babel.init_app(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    compress.init_app(app)
    limiter.init_app(app)
    login.init_app(app)
    # Phones change address; the server keeps the sign-in itself.
    login.session_protection = None  # type: ignore[assignment]
    socketio.init_app(
        app,
        async_mode=config.async_mode,
        transports=["websocket"],
        **shared_queue(config),
        cors_allowed_origins=None,
    )


def tie_book_finder(app: Flask, config: Config) -> None:
    """What looks for books elsewhere, when this installation has switched a source on. Starts no thread."""
    sources = guarded(sources_of(config))
    if sources:
        finder = BookFinder(app, sources)
        app.extensions["readify.book_finder"] = finder
        app.extensions[WANT_BOOK] = finder.want


def providers_of(config: Config) -> tuple[Provider, ...]:
    """The sign-in providers that are set. Nothing is asked of them yet."""
    found = list(config.oidc_more)
    if config.oidc_issuer and config.oidc_client_secret:
        first = OidcSettings(
            name=config.oidc_name,
            issuer=config.oidc_issuer,
            client_id=config.oidc_client_id,
            client_secret=config.oidc_client_secret,
        )
        found.insert(0, first)
    return tuple(
        Provider(
            ProviderSettings(
                f"p{number}", one.name, one.issuer, one.client_id, one.client_secret.get_secret_value()
            )
        )
        for number, one in enumerate(found, start=1)
    )


def shared_queue(config: Config) -> dict[str, object]:
    """How several processes share their nudges: Redis, or Unix sockets on one machine."""
    if config.redis:
        return {"message_queue": config.redis}
    if config.workers > 1:
        return {"client_manager": UnixManager(private_folder(config.home))}
    return {}
