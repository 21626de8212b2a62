"""The letters that come out decide how a file was written; where they cannot, it is asked."""

from __future__ import annotations

from random import Random

import pytest

from impact.model.errors import FileError
from impact.reading.encodings import encoding_of

RUSSIAN = "Место;Территория\nУстюрт;плато, север\nСарычат-Эрташ;«ядро»\nгора № 5;ещё не названа\n"
TURKMEN = "Köýtendag;Baýramaly;Ýolöten;Gündogar çöli;Bäherden;Hazar deňizi;Aşgabat;Nažar"
TURKISH = "Doğan dağı;Kızılırmak;İstanbul;Işıklı köyü;Çığlı;Türkmenistan"


def read(content: bytes, **how: str) -> str:
    found = encoding_of(content, "f.csv", **how)
    assert found.question is None
    return content.decode(found.codec)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "cp866", "koi8-r", "mac-cyrillic"],
)
def test_russian_is_read_in_whatever_way_it_was_written(encoding):
    text = RUSSIAN if encoding[0] in "uwm" else RUSSIAN.translate(dict.fromkeys(map(ord, "«»№")))
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "windows-1250"])
def test_turkmen_is_read_in_every_encoding_that_has_all_its_letters(encoding):
    text = f"name\r\n{TURKMEN}\r\n"
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("Köýtendag", "windows-1252"),
        ("Baýramaly", "windows-1252"),
        ("Ýolöten", "windows-1252"),
        ("KÖÝTENDAG", "windows-1252"),
        ("Žanna, Köne", "windows-1252"),
        ("Aşgabat", "windows-1254"),
        ("Daşoguz", "windows-1254"),
        ("Doğan", "windows-1254"),
        ("Kızıl", "windows-1254"),
        ("Köňürlik", "windows-1250"),
        ("Устюрт", "windows-1251"),
        ("ТРОФЕЙ»", "windows-1251"),
        ("Қызылқұм Өзгөн Үстірт Әулие", "utf-8"),
        ("Müller", "windows-1252"),
    ],
)
def test_one_word_is_enough(word, encoding):
    assert read(f"name\n{word}\n".encode(encoding)) == f"name\n{word}\n"


def test_turkish_is_not_taken_for_turkmen_though_they_share_bytes():
    # The byte 0xFD is ý in Windows-1252 and ı in Windows-1254.
    assert read(TURKISH.encode("windows-1254")) == TURKISH
    assert "ý".encode("windows-1252") == "ı".encode("windows-1254")


def test_what_two_encodings_read_about_as_well_is_asked_with_both_readings():
    # y is a vowel in Turkmen and a consonant in Turkish, so beside it both ý and ı can stand.
    found = encoding_of(b"name\ny\xfdlan\n", "f.csv")
    readings = {option.code: option.said.values["sample"] for option in found.question.options}
    assert readings == {"windows-1252": "yýlan", "windows-1254": "yılan"}
    assert found.question.id == "encoding"


def test_a_choice_is_followed_where_the_bytes_allow_it():
    content = b"name\ny\xfdlan\n"
    assert read(content, chosen="windows-1254") == "name\nyılan\n"
    with pytest.raises(FileError):
        encoding_of(content, "f.csv", chosen="utf-8")


def test_a_byte_order_mark_is_stronger_than_a_choice():
    assert read("Ş".encode("utf-8-sig"), chosen="windows-1254") == "Ş"


@pytest.mark.parametrize(
    "content",
    [
        "Устюрт, плато, заповедник".encode()[:-1],
        "Устюрт ".encode() + "Устюрт".encode("cp1251"),
        "Устюрт".encode("utf-16")[:-1],
        b"\xff\xfe\x00\xd8",
        b"a,b\n1,\x002\n",
        bytes(Random(1).choices(range(128, 256), k=500)),
    ],
    ids=[
        "UTF-8 cut within a letter",
        "two encodings",
        "UTF-16 cut within a letter",
        "half a pair",
        "NUL",
        "bytes by chance",
    ],
)
def test_what_is_no_text_of_the_region_is_refused(content):
    with pytest.raises(FileError) as caught:
        encoding_of(content, "f.csv")
    assert "f.csv" in caught.value.message
    assert caught.value.cure


def test_plain_letters_need_no_decision():
    assert encoding_of(b"a,b\n1,2\n", "f.csv").encoding == "utf-8"
