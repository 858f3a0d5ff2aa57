"""The settings as people read them: at the end of `readify run --help`, and as `docs/settings.md`."""

from __future__ import annotations

from pydantic_core import PydanticUndefined

from readify.config import Config

PAGE = """# Settings

Every setting is an environment variable. Without any, Readify keeps everything in `var/` and listens on
127.0.0.1. This page is made from `readify/config.py` by `make docs`; a test keeps it fresh.

| variable | default | meaning |
|---|---|---|
{rows}

Numbers have bounds; a wrong value stops the start with one line that names the variable. `PORT` (for
`make run`) and `--port` choose the port. For tests: `READIFY_TEST_POSTGRES` and `READIFY_TEST_REDIS` say
where to find the servers, `CI=true` forbids skipping them. Only `readify init` reads
`READIFY_ADMIN_EMAIL` and `READIFY_ADMIN_PASSWORD`, for the first coordinator.
"""


def settings() -> list[tuple[str, str, str]]:
    """Each setting's variable, default and meaning, in the order of Config."""
    found = []
    for name, field in Config.model_fields.items():
        default = "" if field.default in {None, PydanticUndefined} else str(field.default)
        found.append((f"READIFY_{name.upper()}", default, field.description or ""))
    return found


def settings_help() -> str:
    """The settings for a terminal; `\\b` keeps click from filling the lines."""
    lines = [f"  {variable:<28} {meaning}" for variable, _default, meaning in settings()]
    first = "Only `readify init` reads READIFY_ADMIN_EMAIL and READIFY_ADMIN_PASSWORD."
    return "Settings:\n\n\b\n" + "\n".join(lines) + f"\n\n{first}"


def settings_page() -> str:
    """The text of `docs/settings.md`."""
    rows = [
        f"| `{name}` | {f'`{default}`' if default else '–'} | {text} |" for name, default, text in settings()
    ]
    return PAGE.format(rows="\n".join(rows))
