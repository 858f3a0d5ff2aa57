"""Makes the catalogues: extracts every marked sentence, looks up its translation, says what is missing."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from readify.config import bundle_dir

PACKAGE = Path(__file__).parent.parent
HERE = PACKAGE / "translations"
LANGUAGES = ("en", "li")
DRAFTS = frozenset({"li"})  # may lack sentences, which then stand there in Dutch
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # no date in the file: it would change at every build
PLACE = re.compile(r"%\((\w+)\)[sd]")
LONE_PERCENT = re.compile(r"%(?!\(\w+\)[sd]|%)")
Message = str | tuple[str, str]
Translations = dict[Message, Message]


@dataclass(frozen=True, slots=True)
class Build:
    """A language's catalogue as text and compiled; what is `missing`, `wrong` or `unused`, as lines."""

    po: bytes
    mo: bytes
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    unused: tuple[str, ...]


def extract() -> dict[Message, str]:
    """Every marked sentence of code and templates, with where it was first seen."""
    found: dict[Message, str] = {}
    sources = ((PACKAGE, "**.py", "python"), (bundle_dir() / "templates", "**.html", "jinja2"))
    for folder, pattern, method in sources:
        rows = extract_from_dir(str(folder), [(pattern, method)], keywords=KEYWORDS)
        for name, line, message, _comments, _context in rows:
            kept: Message = (message[0], message[1]) if isinstance(message, tuple) else message
            found.setdefault(kept, f"{folder.name}/{name}:{line}")
    return found


def read_parts(language: str) -> tuple[Translations, list[str]]:
    """The translations of all parts, and lines that cannot be used."""
    found: Translations = {}
    wrong = []
    for path in sorted((HERE / language / "parts").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
            if len(cells) not in {2, 4}:
                wrong.append(f"{path.name}:{number}: {len(cells)} columns, not 2 or 4")
                continue
            key, text = _pair(cells)
            if found.setdefault(key, text) != text:
                wrong.append(f"{path.name}:{number}: translated otherwise in another part: {key!r}")
    return found, wrong


def _pair(cells: list[str]) -> tuple[Message, Message]:
    if len(cells) == 2:
        return cells[0], cells[1]
    return (cells[0], cells[1]), (cells[2], cells[3])


def build(language: str) -> Build:
    """The catalogue of one language."""
    messages = extract()
    known, wrong = read_parts(language)
    catalog = Catalog(locale=language, project="Readify", header_comment="", fuzzy=False)
    catalog.creation_date = catalog.revision_date = EPOCH
    for message in messages:
        if message in known or language not in DRAFTS:
            catalog.add(message, known.get(message))
    wrong += [line for message in messages if message in known for line in mistakes(message, known[message])]
    missing = [message for message in messages if not known.get(message)]
    unused = [str(message) for message in known if message not in messages]
    if language in DRAFTS:  # a sentence nobody says any more is then the only sign of a slip of the pen
        wrong += [f"no such sentence: {line}" for line in unused]
        missing = []
    return Build(
        po=_written(catalog, po=True),
        mo=_written(catalog, po=False),
        missing=tuple(f"{messages[message]}: {message}" for message in missing),
        wrong=tuple(wrong),
        unused=tuple(unused),
    )


def mistakes(message: Message, text: Message) -> Iterator[str]:
    """What would break when the sentence is filled in: other placeholders, or a lone percent sign."""
    sources, targets = ((said,) if isinstance(said, str) else said for said in (message, text))
    wanted = set(PLACE.findall(sources[-1]))
    for target in targets:
        if not set(PLACE.findall(target)) <= wanted or (
            len(targets) == 1 and set(PLACE.findall(target)) != wanted
        ):
            yield f"placeholders differ: {sources[0]!r} and {target!r}"
    for sentence in (*sources, *targets):
        if wanted and LONE_PERCENT.search(sentence):
            yield f"write %% for a percent sign: {sentence!r}"


def _written(catalog: Catalog, *, po: bool) -> bytes:
    buffer = io.BytesIO()
    if po:
        write_po(buffer, catalog, width=0, sort_output=True, no_location=True)
    else:
        write_mo(buffer, catalog)
    return buffer.getvalue()


def paths(language: str) -> tuple[Path, Path]:
    """Where the catalogue is kept: as text, and compiled."""
    folder = HERE / language / "LC_MESSAGES"
    return folder / "messages.po", folder / "messages.mo"
