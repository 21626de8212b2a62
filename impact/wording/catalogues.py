"""Catalogues kept up to date with the words in the code: ``python -m impact.wording.catalogues``.

New words come in untranslated, words that nothing uses any more go out, and what is translated
stays. To add a language, make an empty ``locale/<language>/LC_MESSAGES/impact.po`` here and run
this. With a language behind it, it prints what is still to translate of what the public reads:
``{message: what Russian says}``, as JSON.
"""

from __future__ import annotations

import ast
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from impact.model.schemas import TABLES, choices, schema
from impact.wording.methods import METRICS, paragraphs
from impact.wording.reviewing import forms, is_public

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import IO

LOCALE = Path(__file__).parent / "locale"
ROOT = Path(__file__).parents[2]


def calls(
    source: IO[bytes],
    keywords: Collection[str],
    _tags: Collection[str],
    options: dict[str, str],  # noqa: ARG001 - Babel gives it by name
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """The words in the calls of a module, as an extraction method of Babel.

    Babel's own method reads tokens, and before Python 3.12 an f-string is a single one: it
    would pass over ``f"**{_('Source')}**"``.

    Yields
    ------
    tuple
        The line, the function's name, its arguments (None for one that is no plain text), and
        no comments.
    """
    for node in ast.walk(ast.parse(source.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in keywords:
                yield node.lineno, name, tuple(map(_text, node.args)), []


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


WHERE_WORDS_STAND = [
    ("impact/**.py", calls),
    ("pages/**.py", calls),
    ("*.py", calls),
    ("serving/**.py", calls),
    ("impact/handouts/templates/**.j2", "jinja2"),
    ("impact/plain/templates/**.j2", "jinja2"),
]


def messages(root: Path = ROOT) -> Catalog:
    """All words that are translated, from the code, the templates and the metrics.

    Parameters
    ----------
    root : Path
        The folder that holds impact/ and pages/.

    Returns
    -------
    Catalog
        Each message with the files that it stands in; no line numbers, so that a line moved in
        the code moves nothing in a catalogue.
    """
    found = Catalog(fuzzy=False)
    keywords = {**DEFAULT_KEYWORDS, "Sentence": None}
    extracted = extract_from_dir(root, WHERE_WORDS_STAND, keywords=keywords)
    for file, _line, message, _comments, context in extracted:
        found.add(message, locations=[(file, None)], context=context)
    for metric, module in METRICS.items():
        file = f"{module.__name__.replace('.', '/')}.py"
        for text in paragraphs(metric):
            found.add(text, locations=[(file, None)])
    for table in TABLES:
        for field in schema(table).fields:
            for text in filter(None, (field.description, field.unit)):
                found.add(text, locations=[(f"impact/model/schemas/{table}.json", None)])
    for kind in choices("conflicts", "incident_type"):
        found.add(kind, locations=[("impact/wording/labels.py", None)])
    return found


def catalogues(locale: Path = LOCALE) -> dict[str, Path]:
    """The catalogue of each language there is."""
    return {file.parts[-3]: file for file in sorted(locale.glob("*/LC_MESSAGES/impact.po"))}


def updated(text: bytes, language: str, template: Catalog) -> bytes:
    """The text of a catalogue with the messages of a template, in alphabetical order.

    Nothing is guessed from similar words, and the dates of the head stay as they are: the same
    words always give the same text.
    """
    catalogue = read_po(BytesIO(text), locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue:
        # Babel guesses them from the text, and takes "95 % interval" for a %-format.
        message.flags -= {"python-format", "python-brace-format"}
    return written(catalogue)


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue, in alphabetical order."""
    out = BytesIO()
    write_po(
        out,
        catalogue,
        width=100,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return out.getvalue()


def untranslated(catalogue: Catalog, *, public: bool = False) -> list[str | tuple[str, ...]]:
    """The messages of a catalogue without a translation, or without one of its plural forms.

    With `public`, only of those that the public reads.
    """
    missing = []
    for message in catalogue:
        if public and not is_public(message):
            continue
        words = forms(message)
        if message.id and not (words and all(words)):
            missing.append(message.id)
    return missing


def to_translate(language: str) -> dict[str, str | list[str]]:
    """What is still to translate of what the public reads, with the Russian for it."""
    files = catalogues()
    russian = read_po(BytesIO(files["ru"].read_bytes()), locale="ru")
    missing = untranslated(
        read_po(BytesIO(files[language].read_bytes()), locale=language), public=True
    )
    said = {}
    for one in missing:
        message = one if isinstance(one, str) else one[0]
        found = russian.get(message)
        said[message] = "" if found is None else found.string
    return said


def main() -> None:
    """Update every catalogue in its place, and say what is still to translate."""
    for language in sys.argv[1:]:
        sys.stdout.write(json.dumps(to_translate(language), ensure_ascii=False, indent=1) + "\n")
    if sys.argv[1:]:
        return
    template = messages()
    for language, file in catalogues().items():
        text = updated(file.read_bytes(), language, template)
        file.write_bytes(text)
        catalogue = read_po(BytesIO(text), locale=language)
        missing, public = len(untranslated(catalogue)), len(untranslated(catalogue, public=True))
        sys.stdout.write(
            f"{language}: {len(template)} messages, {missing} to translate, {public} of them "
            "for the public\n"
        )


if __name__ == "__main__":
    main()
