"""The ruleset of IATI, held against a file: which rules it breaks.

The rules are those of https://github.com/IATI/IATI-Rulesets, version 2.03 (``standards/iati-2.03/
ruleset.json``); what each kind of rule means is in SPEC.rst there. Conditions on what is registered
at IATI cannot be looked up here, and hold: the rule is tried.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

RULESET = Path(__file__).parent / "standards/iati-2.03/ruleset.json"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_LISTED_HERE = "ORG-ID-PREFIX"  # a list of agencies that is not part of the ruleset


def broken_rules(document: etree._Element, today: dt.date) -> Iterator[tuple[str, str]]:
    """Id and severity of each rule that an activity file breaks.

    Parameters
    ----------
    document : Element
        The root of the file.
    today : date
        What "now" means in a rule.
    """
    tree = document.getroottree()
    for context, rules in json.loads(RULESET.read_text(encoding="utf-8")).items():
        for element in tree.xpath(context):
            for kind, rule in rules.items():
                for case in rule["cases"]:
                    yield from _broken(element, kind, case, today)


def _broken(element, kind: str, case: dict, today: dt.date) -> Iterator[tuple[str, str]]:
    if kind == "loop":
        for value in dict.fromkeys(map(str, element.xpath(case["foreach"]))):
            for inner, rule in case["do"].items():
                for one in rule["cases"]:
                    yield from _broken(element, inner, _filled(one, case["subs"], value), today)
        return
    if "condition" in case and not element.xpath(case["condition"]):
        return
    if not KINDS[kind](element, case, today):
        yield case["ruleInfo"]["id"], case["ruleInfo"]["severity"]


def _filled(case: dict, names: list[str], value: str) -> dict:
    """The case of a loop with its value in place of ``$1``."""
    text = {name: json.dumps(case[name]).replace("$1", value) for name in names if name in case}
    return {**case, **{name: json.loads(one) for name, one in text.items()}}


def _found(element, paths: list[str]) -> list:
    return [one for path in paths for one in element.xpath(path)]


def _texts(element, paths: list[str]) -> list[str]:
    return [str(getattr(one, "text", one) or "") for one in _found(element, paths)]


def _date(element, path: str, today: dt.date) -> dt.date | None:
    found = [str(today)] if path == "NOW" else _texts(element, [path])
    return dt.date.fromisoformat(found[0][:10]) if found else None


def _in_order(element, case: dict, today: dt.date) -> bool:
    less, more = (_date(element, case[name], today) for name in ("less", "more"))
    return less is None or more is None or less <= more


def _begins(element, case: dict, _today: dt.date) -> bool:
    if case["prefix"] == [_NOT_LISTED_HERE]:
        return True
    starts = tuple(p + case.get("separator", "") for p in _texts(element, case["prefix"]))
    return all(text.startswith(starts) for text in _texts(element, case["paths"]))


def _one_or_all(element, case: dict, _today: dt.date) -> bool:
    """One at the top, or one in every place where it is asked for."""
    if element.xpath(case["one"]):
        return True
    if case["all"] == "lang":
        return all(_LANG in one.attrib for one in element.iter("narrative"))
    if case["all"] == "sector":
        return all(one.find("sector") is not None for one in element.findall("transaction"))
    money = (one for name in ("value", "forecast", "loan-status") for one in element.iter(name))
    return all("currency" in one.attrib for one in money)


def _within_a_year(element, case: dict, today: dt.date) -> bool:
    start, end = (_date(element, case[name], today) for name in ("start", "end"))
    return start is None or end is None or (end - start).days <= 366


def _between(element, case: dict, today: dt.date) -> bool:
    start, day, end = (_date(element, case[name], today) for name in ("start", "date", "end"))
    return None in (start, day, end) or start <= day <= end


KINDS = {
    "atleast_one": lambda e, c, _: bool(_found(e, c["paths"])),
    "no_more_than_one": lambda e, c, _: len(_found(e, c["paths"])) <= 1,
    "unique": lambda e, c, _: len(set(t := _texts(e, c["paths"]))) == len(t),
    "if_then": lambda e, c, _: not e.xpath(c["if"]) or bool(e.xpath(c["then"])),
    "strict_sum": lambda e, c, _: sum(map(Decimal, _texts(e, c["paths"]))) == Decimal(c["sum"]),
    "range": lambda e, c, _: all(
        Decimal(str(c["min"])) <= Decimal(t) <= Decimal(str(c["max"]))
        for t in _texts(e, c["paths"])
    ),
    "regex_matches": lambda e, c, _: all(
        re.search(c["regex"], text) for text in _texts(e, c["paths"])
    ),
    "no_spaces": lambda e, c, _: all(t == t.strip() for t in _texts(e, c["paths"])),
    "startswith": _begins,
    "one_or_all": _one_or_all,
    "date_order": _in_order,
    "date_now": lambda e, c, today: (_date(e, c["date"], today) or today) <= today,
    "time_limit": _within_a_year,
    "between_dates": _between,
}
"""What each kind of rule asks for, by its name in the ruleset."""
