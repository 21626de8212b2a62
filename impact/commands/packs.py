"""``deck``, ``slides``, ``report``, ``sheet``, ``figures``: what is handed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from impact.commands.shared import DONE, add_source, opened, say, view_of
from impact.disclosure import for_audience
from impact.disclosure.selection import ALL, Selection
from impact.handouts.packs import Choice, make, map_names
from impact.handouts.pictures import content, pictures, to_copy
from impact.handouts.sheet import sheet_html
from impact.handouts.sheet_paper import SIZES
from impact.model.attribution import PROGRAMME
from impact.model.errors import UsageError
from impact.versions import Store
from impact.wording import words_in

if TYPE_CHECKING:
    import argparse

    from impact.disclosure import View

OUT = {"deck": "OUT.html", "slides": "OUT.pptx", "report": "OUT.html"}


def add_to(commands_of: argparse._SubParsersAction) -> None:
    """Register the commands."""
    for name, out in OUT.items():
        command = commands_of.add_parser(name)
        command.set_defaults(run=_write, command=name)
        command.add_argument("out", type=Path, metavar=out)
        _add_choice(command)
        if name != "report":
            command.add_argument(
                "--since", type=int, help="tell what changed since this version of the store"
            )
        if name == "deck":
            command.add_argument("--dark", action="store_true", help="light letters on dark")
    sheet = commands_of.add_parser("sheet")
    sheet.set_defaults(run=_sheet)
    sheet.add_argument("out", type=Path, metavar="OUT.pdf")
    add_source(sheet)
    sheet.add_argument("--area", required=True, help="this area and what lies in it")
    sheet.add_argument("--language", help="en, ru, ... (default the area's, as [[sheets]] says)")
    sheet.add_argument("--paper", choices=SIZES, default=SIZES[0])
    figures = commands_of.add_parser("figures")
    figures.set_defaults(run=_figures)
    figures.add_argument("out", type=Path, metavar="DIR")
    _add_choice(figures)


def _add_choice(command: argparse.ArgumentParser) -> None:
    add_source(command)
    command.add_argument("--language", default="en", help="en, ru, ... (default en)")
    command.add_argument("--area", default=ALL, help="only this area and what lies in it")


def _selection(view: View, options: argparse.Namespace) -> Selection:
    """The chosen area.

    Raises
    ------
    UsageError
        There is no such area.
    """
    known = set(view.records.areas["area_id"].astype("str"))
    if options.area != ALL and options.area not in known:
        raise UsageError(f"There is no area {options.area}.", "areas.csv lists their ids.")
    return Selection(area=options.area, whose=PROGRAMME)


def _write(options: argparse.Namespace) -> int:
    kind = options.command
    wanted = (".pdf", ".html") if kind == "report" else (OUT[kind].removeprefix("OUT"),)
    _ends_in(options.out, wanted)
    view, words = view_of(options), words_in(options.language)
    choice = Choice(selection=_selection(view, options), dark=getattr(options, "dark", False))
    pdf = options.out.suffix == ".pdf"
    made = make("paper" if pdf else kind, view, words, choice, before=_before(options))
    return _written(options, made)


def _sheet(options: argparse.Namespace) -> int:
    _ends_in(options.out, (".pdf", ".html"))
    view = view_of(options)
    choice = Choice(selection=_selection(view, options), paper=options.paper)
    spoken = [one.language for one in view.programme.sheets if one.area == options.area]
    words = words_in(options.language or next(filter(None, spoken), "en"))
    if options.out.suffix == ".html":
        made = sheet_html(view, words, options.area, map_names(), size=options.paper).encode(
            "utf-8"
        )
    else:
        made = make("sheet", view, words, choice)
    return _written(options, made)


def _ends_in(out: Path, endings: tuple[str, ...]) -> None:
    """That the file is named as what it is to be.

    Raises
    ------
    UsageError
        It is not.
    """
    if out.suffix not in endings:
        raise UsageError(f"{out.name} does not end in {' or '.join(endings)}.", "Name the file so.")


def _written(options: argparse.Namespace, made: bytes) -> int:
    options.out.write_bytes(made)
    say(options, f"Written: {options.out}", {"written": str(options.out), "bytes": len(made)})
    return DONE


def _before(options: argparse.Namespace) -> View | None:
    since = getattr(options, "since", None)
    if since is None:
        return None
    if not options.store:
        raise UsageError("--since needs a store.", "Name it with --store.")
    return for_audience(opened(Store.at(options.store), since), options.audience)


def _figures(options: argparse.Namespace) -> int:
    view, words = view_of(options), words_in(options.language)
    options.out.mkdir(parents=True, exist_ok=True)
    chosen = _selection(view, options)
    found = pictures(view, words, map_names(), chosen)
    lines, written = [], []
    for picture in found:
        for kind in ("png", "svg"):
            path = options.out / f"{picture.id}.{kind}"
            path.write_bytes(content(picture, kind))
            written.append(str(path))
        lines.append(f"{picture.id}: {to_copy(picture, view, words, chosen)}")
    (options.out / "sentences.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(options, f"Written: {len(written)} pictures in {options.out}", {"written": written})
    return DONE
