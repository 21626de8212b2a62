"""An old version says what it said when it was published, beside what today's rules say."""

from __future__ import annotations

from dataclasses import replace

from impact import __version__
from impact.claims.published import published_claims
from impact.disclosure import for_audience
from impact.wording import words_in
from impact.wording.as_published import as_published
from impact.wording.claims_json import kept_claims
from tests.folders import EXAMPLE, version_of
from tests.handouts.packs_of import view_of

EN, RU = words_in("en"), words_in("ru")


def changed(kept: dict, **then) -> dict:
    return kept | then


def test_what_is_kept_names_the_program_and_every_language() -> None:
    for one in kept_claims(view_of("wildcats", "staff")):
        assert one["program"] == __version__
        assert set(one["sentences"]) == {"en", "ru", "tk", "ky", "kk"}


def test_the_same_answer_is_said_once() -> None:
    view = view_of("wildcats", "staff")
    view = replace(view, as_published=published_claims(kept_claims(view)))
    assert not any(as_published(view, claim, EN) for claim in view.claims)


def test_another_answer_stands_beside_todays_with_its_program() -> None:
    view = view_of("example", "staff")
    claim = view.claims[0]
    kept = [
        changed(kept_claims(view)[0], verdict="no_clear_change", program="0.1")
        | {"sentences": {"en": "52 detections then", "ru": "52 регистрации тогда"}}
    ]
    then = replace(view, as_published=published_claims(kept))
    said = as_published(then, claim, EN)
    assert said.startswith("As published, by the rules of 0.1: 52 detections then; by today's: 52 ")
    assert "52 регистрации тогда" in as_published(then, claim, RU)


def test_a_claim_of_the_first_program_has_its_one_sentence() -> None:
    kept = {"id": "a", "kind": "detections", "value": 5, "baseline": 3, "verdict": "increase"}
    (one,) = published_claims([kept | {"sentence": "5, up from 3"}])
    assert one.program == "0.1"
    assert one.sentences == {"en": "5, up from 3"}


def test_the_day_of_a_first_record_stays_with_those_who_may_know_it() -> None:
    staff = view_of("example", "staff")
    version = replace(
        version_of(EXAMPLE),
        as_published=published_claims(kept_claims(staff)),
    )
    kinds = [
        {one.kind for one in for_audience(version, who).as_published} for who in ("public", "staff")
    ]
    assert "first_record" not in kinds[0]
    assert "first_record" in kinds[1]
