"""`readify run`: the production server."""

from __future__ import annotations

import click

from readify.commands.settings import settings_help


@click.command(epilog=f"Example: readify run --host 0.0.0.0 --port 8000 --workers 2\n\n{settings_help()}")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option("--workers", type=click.IntRange(1, 16), help="Processes; default: READIFY_WORKERS.")
def run(host: str, port: int, workers: int | None) -> None:
    """Serve Readify until it is stopped (Ctrl-C or SIGTERM)."""
    from readify.commands.starting import ready_app, settings_with  # noqa: PLC0415
    from readify.serving import prepare, serve  # noqa: PLC0415

    config = settings_with(workers=workers)
    prepare(config)
    app = ready_app(config)
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only how it is said
    address = config.base_url or f"http://{shown}:{port}"
    serve(app, config, host=host, port=port, announce=lambda: click.echo(f"Readify is ready on {address}"))
