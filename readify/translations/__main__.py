"""`python -m readify.translations`: writes the catalogues; exit 1 with a list when a translation is missing."""

from __future__ import annotations

import sys

from readify.translations.build import LANGUAGES, build, paths


def main() -> int:
    """Builds every language."""
    bad = 0
    for language in LANGUAGES:
        made = build(language)
        po, mo = paths(language)
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(made.po)
        mo.write_bytes(made.mo)
        for line in (*made.missing, *made.wrong):
            sys.stderr.write(f"{language}: {line}\n")
        for line in made.unused:
            sys.stderr.write(f"{language}: no longer used: {line}\n")
        bad += len(made.missing) + len(made.wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
