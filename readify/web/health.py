"""For machines: is it alive, is it ready, how is it doing. Also the one log line per request.

Nothing here tells a path or an address: routes are named by their pattern, because a path can hold a token.
"""

from __future__ import annotations

import hmac
import os
import time
from ipaddress import ip_address

import structlog
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
    multiprocess,
)

from readify.config import Config
from readify.errors import NotFound
from readify.readiness import failing_checks

log = structlog.get_logger("readify.request")
disable_created_metrics()
bp = Blueprint("health", __name__)
QUIET = frozenset({"health.alive", "health.ready", "health.metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Meters:
    """The figures of one app, in a registry of its own so that apps in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("readify_requests", "Requests answered", names, registry=self.registry)
        self.seconds = Histogram(
            "readify_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.live = Gauge(
            "readify_live_clients",
            "Live screens connected",
            registry=self.registry,
            multiprocess_mode="livesum",
        )
        self._kept: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, method: str, route: str, status: int, took: float) -> None:
        """Counts one answer that took so many seconds; routes, methods and statuses are few."""
        key = (method, route, status)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = (self.requests.labels(*key), self.seconds.labels(route))
        kept[0].inc()
        kept[1].observe(took)


def register(app: Flask) -> None:
    """Counts and logs every request."""
    app.extensions["readify.meters"] = Meters()
    app.before_request(start_watch)
    app.after_request(note)
    app.register_blueprint(bp)


def start_watch() -> None:
    """Remembers when the request began."""
    g.started = time.perf_counter()


def note(response: Response) -> Response:
    """Counts and logs the request: route pattern, status, milliseconds."""
    route = str(request.url_rule) if request.url_rule else "(none)"
    took = time.perf_counter() - g.get("started", time.perf_counter())
    meters: Meters = current_app.extensions["readify.meters"]
    method = request.method if request.method in METHODS else "other"
    meters.count(method, route, response.status_code, took)
    if request.endpoint not in QUIET:
        log.info("request", method=method, route=route, status=response.status_code, ms=round(took * 1000, 1))
    return response


@bp.get("/healthz")
def alive() -> Response:
    """200 as long as the process answers."""
    return jsonify(status="alive")


@bp.get("/readyz")
def ready() -> tuple[Response, int]:
    """200 when pages can be served and written; else 503 and the names of the checks that failed."""
    failed = failing_checks(current_app.extensions["readify.database"])
    return jsonify(status="not ready" if failed else "ready", failed=failed), 503 if failed else 200


@bp.get("/metrics")
def metrics() -> Response:
    """Prometheus text, for this machine or for who holds the token; for others the page does not exist."""
    if not may_read_metrics():
        raise NotFound
    meters: Meters = current_app.extensions["readify.meters"]
    meters.live.set(current_app.extensions["readify.headcount"].present)
    registry = meters.registry
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8")


def may_read_metrics() -> bool:
    """With a token set: only with it. Without: only from this machine itself, not through a proxy."""
    config: Config = current_app.extensions["readify.config"]
    if config.metrics_token is not None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), config.metrics_token.get_secret_value().encode())
    if config.behind_proxy or "X-Forwarded-For" in request.headers:
        return False
    return ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - a missing address is not ours
