"""What files with outlines leave open: of which area one is, whether a line is one, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.formats.common.ids import mark_of, tidy_id
from impact.formats.common.known import areas_by_name, folded
from impact.formats.common.outline_shapes import enclosed, km2
from impact.model.schemas import choices as closed_list
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.formats.common.known import Known
    from impact.reading.choices import Choices

NEW = "new"
LICENCES = ("own", "open", "not to be passed on")
_MOST_ASKED = 12
_LINES = ("LineString", "MultiLineString", "LinearRing")
_STATUS = {
    **dict.fromkeys(("designated", "established", "inscribed", "adopted"), "established"),
    **dict.fromkeys(("создан", "создана", "учреждён", "утверждён", "действует"), "established"),
    **dict.fromkeys(("proposed", "planned", "планируется", "предложен"), "proposed"),
    **dict.fromkeys(("in creation", "создаётся", "создается"), "in creation"),
    **dict.fromkeys(("not designated", "без статуса"), "not designated"),
}
"""Words of status, those of the World Database (its User Manual, 1.6, STATUS) among them."""


def about_lines(
    shapes: pd.Series, names: pd.Series, choices: Choices
) -> tuple[pd.Series, pd.Series, list[Question]]:
    """Lines as what they go around, where somebody says that they are borders.

    Returns
    -------
    shapes : Series of Geometry
        A line that is no border, or not known to be one, is missing.
    waiting : Series of bool
        Lines of which it is asked.
    questions : list of Question
    """
    new, waiting, questions = shapes.copy(), pd.Series(False, index=shapes.index), {}
    for at, shape in shapes.items():
        if shape is None or shape.geom_type not in _LINES:
            continue
        around, id_ = enclosed(shape), f"line:{folded(names[at])}"
        answer = choices.answers.get(id_, "" if around is not None else "no")
        new[at] = around if answer == "yes" else None
        waiting[at] = answer == ""
        if not answer:
            said = Said("question.line", {"name": str(names[at]), "km2": f"{km2(around):.0f}"})
            questions[id_] = Question(id_, said, _yes_or_no("option.border", "option.no_border"))
    return new, waiting, list(questions.values())


def _yes_or_no(yes: str, no: str) -> tuple[Option, ...]:
    return (Option("yes", Said(yes)), Option("no", Said(no)))


def which_area(
    rows: pd.DataFrame, known: Known, choices: Choices
) -> tuple[pd.Series, list[Question]]:
    """The area of each outline: by its id, by its name, or as somebody says.

    Returns
    -------
    area : Series of str
        Missing where it is asked; empty where the outline is to be left out.
    questions : list of Question
        One a name; one for all of them where there are many.
    """
    names, ids = areas_by_name(known), set(known.areas["area_id"].astype("str"))
    found = {}
    for at, row in rows.iterrows():
        written = (row["name"], row["name_ru"], row["own_name"])
        by_name = next((names[f] for w in written if (f := _folded(w)) in names), None)
        answer = choices.answers.get(f"outline:{_folded(row['name'])}")
        answer = answer if answer in (NEW, "") or answer in ids else None
        area = row["area_id"] if pd.notna(row["area_id"]) else by_name
        found[at] = area if area is not None else answer
    area = pd.Series(found, index=rows.index, dtype=object)
    left = rows[area.isna()].drop_duplicates("name")
    if len(left) > _MOST_ASKED:
        id_ = f"outlines:{mark_of(' '.join(left['name'].sort_values()))}"
        if id_ not in choices.answers:
            said = Said("question.outlines", {"n": str(len(left))})
            options = (Option("", Said("option.none_new")), Option(NEW, Said("option.all_new")))
            return area, [Question(id_, said, options)]
        area = area.where(area.notna(), choices.answers[id_])
        left = left.head(0)
    for at in area.index[area == NEW]:
        area[at] = _new_id(rows.loc[at])
    return area, [_area_question(str(name), known) for name in left["name"]]


def _folded(name: object) -> str:
    return folded(name) if isinstance(name, str) else ""


def _new_id(row: pd.Series) -> str:
    return f"WDPA-{row['wdpa']}" if pd.notna(row["wdpa"]) else tidy_id(row["name"])


def _area_question(name: str, known: Known) -> Question:
    areas = known.areas[["area_id", "name"]].astype("str")
    options = [
        Option(NEW, Said("option.new_area", {"name": name})),
        *(
            Option(id_, Said("option.area", {"area": area, "id": id_}))
            for id_, area in areas.itertuples(index=False)
        ),
        Option("", Said("option.none")),
    ]
    said = Said("question.outline", {"name": name})
    return Question(f"outline:{folded(name)}", said, tuple(options))


def about_the_file(
    rows: pd.DataFrame, area: pd.Series, known: Known, label: str, choices: Choices
) -> list[Question]:
    """Whether the outlines may be passed on; what new areas are, and of what status."""
    taken = rows[area != ""]
    ids = set(known.areas["area_id"].astype("str"))
    new = taken[area[taken.index].notna() & ~area[taken.index].isin(ids)]
    ours = taken[~taken["of_database"]]
    asked = []
    if ours["outline"].notna().any():
        options = tuple(Option(code, Said(f"option.licence.{code}")) for code in LICENCES)
        asked.append(Question(licence_id(rows, label), Said("question.licence"), options))
    if any(area_type(row, label, choices) is None for _, row in new.iterrows()):
        kinds = [kind for kind in closed_list("areas", "area_type") if kind != "country"]
        options = _words(kinds)
        asked.append(Question(f"area_type:{label}", Said("question.area_type"), options))
    for word in dict.fromkeys(_status_word(row) for _, row in new.iterrows()):
        if status(word, choices) is None:
            options = _words(closed_list("areas", "status"))
            said = (
                Said("question.area_status", {"word": word})
                if word
                else Said("question.new_status")
            )
            asked.append(Question(f"area_status:{word}", said, options))
    return [each for each in asked if choices.answers.get(each.id) not in _codes(each)]


def _words(codes: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(code, Said("option.word", {"word": code})) for code in codes)


def _codes(question: Question) -> set[str]:
    return {option.code for option in question.options}


def licence_id(rows: pd.DataFrame, label: str) -> str:
    """Under which id it is asked whether the outlines of a file may be passed on."""
    return f"outline_licence:{mark_of(' '.join([label, *rows['name'].astype('str')]))}"


def area_type(row: pd.Series, label: str, choices: Choices) -> str | None:
    """What a new area is; None where it has to be asked."""
    written = row["area_type"] if pd.notna(row["area_type"]) else ""
    if written in closed_list("areas", "area_type"):
        return str(written)
    if row["of_database"]:
        return "protected area"
    said = choices.answers.get(f"area_type:{label}")
    return said if said in closed_list("areas", "area_type") else None


def _status_word(row: pd.Series) -> str:
    return folded(row["status"]) if pd.notna(row["status"]) else ""


def status(word: object, choices: Choices) -> str | None:
    """A status by its word; None where it has to be asked."""
    told = folded(word) if isinstance(word, str) else ""
    return _STATUS.get(told) or choices.answers.get(f"area_status:{told}")
