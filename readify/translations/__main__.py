"""`python -m readify.translations`: writes the catalogues; exit 1 with a list when a translation is missing.

With `--check` nothing is written, and catalogues that are not what they would become are wrong too.
"""

from __future__ import annotations

import sys

from readify.translations.build import LANGUAGES, build, paths


def main(arguments: list[str]) -> int:
    """Builds, or checks, every language."""
    complaints = [line for language in LANGUAGES for line in done(language, check="--check" in arguments)]
    for line in complaints:
        sys.stderr.write(f"{line}\n")
    return 1 if complaints else 0


def done(language: str, *, check: bool) -> list[str]:
    """Builds one language and answers what is wrong with it."""
    made = build(language)
    po, mo = paths(language)
    complaints = [f"{language}: {line}" for line in (*made.missing, *made.wrong)]
    if not check:
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(made.po)
        mo.write_bytes(made.mo)
    elif not po.exists() or po.read_bytes() != made.po or not mo.exists() or mo.read_bytes() != made.mo:
        complaints.append(f"{language}: the catalogue is stale; run: make translations")
    for line in made.unused:
        sys.stderr.write(f"{language}: no longer used: {line}\n")
    return complaints


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
