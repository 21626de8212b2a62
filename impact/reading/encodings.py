"""Bytes → the encoding they were written in, by the letters that come out.

A file rarely says how it was written. UTF-8 and UTF-16 prove themselves; the encodings with one
byte for a letter do not, so each is tried and the words are weighed: how likely these letters
are in the languages of the region, next to each other. Where two readings are about as likely,
the file's owner is asked. Letter frequencies are rounded from the corpora named in `alphabets`.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.alphabets import score, weight
from impact.reading.choices import ENCODINGS, Option, Question, Said

CURE = Sentence("Save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8) and send that file.")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is likelier before a word has been read: Excel in Windows writes the first ones. Where two
# give the same text, the first is named.
_ONE_BYTE = {
    "windows-1251": 0.0,
    "windows-1252": 0.0,
    "windows-1254": 0.0,
    "windows-1250": -0.5,
    "cp866": -3.0,
    "mac-cyrillic": -4.0,
    "koi8-r": -5.0,
}
_UTF_8_BY_CHANCE = 0.0
# The letters before are looked up apart: one pattern for both takes hours for a long line.
_FROM_LETTER = re.compile(rb"[\x80-\xff][0-9A-Za-z'\x80-\xff]{0,40}")
_LETTERS_BEFORE = re.compile(rb"(?<![0-9A-Za-z'])[0-9A-Za-z']*\Z")
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_PIECE = 1 << 20
_MOST_WORDS = 5_000
_LEAST_LIKELY = -8.0
"""Mean weight of a letter below which a reading is no language of the region."""
_MANY_LETTERS = 30
_LEAST_LIKELY_OF_MANY = -6.0
"""The same where there are many: one foreign name is likely, a whole file of them is not."""
_PLAINLY_OTHER = 6.0
"""The same for one word in a file of another encoding; the oddest of 6,000 real ones has 4.3."""
_MARGIN = 3.0
"""By how much a reading has to be likelier than the next: e^3 is twenty to one."""


@dataclass(frozen=True)
class Decoding:
    """How the bytes of a file are read.

    Attributes
    ----------
    codec : str
        As Python calls it, a byte order mark included.
    encoding : str
        One of `ENCODINGS`.
    question : Question or None
        Asked where another reading is about as likely.
    """

    codec: str
    encoding: str
    question: Question | None = None


def encoding_of(content: bytes, name: str, *, chosen: str = "") -> Decoding:
    """Tell how the bytes of a text file are to be read.

    Parameters
    ----------
    content : bytes
    name : str
        Name of the file, for the error.
    chosen : str
        One of `ENCODINGS`, where a person has said so.

    Raises
    ------
    FileError
        The bytes are no text, are not of the chosen encoding, or are UTF-8 with damage.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _proven(content, codec, name)
    if chosen:
        return _proven(content, _codec(content, chosen), name)
    if b"\0" in content:
        return _proven(content, _utf_16_without_mark(content, name), name)
    damage = first_damage(content, "utf-8")
    words = _words(content)
    if damage is None and not (words and _looks_unlikely(words)):
        return Decoding("utf-8", "utf-8")
    if damage is not None and _is_mostly_utf_8(words):
        raise FileError(
            Sentence(
                "{name} is UTF-8 text with damage in it (see byte {damage}).",
                name=name,
                damage=damage + 1,
            ),
            Sentence("Save it again where it was made, and send that file."),
        )
    return _likeliest(content, words, name, utf_8=damage is None)


def first_damage(content: bytes, codec: str) -> int | None:
    """The place of the first byte that cannot be decoded, or None; a piece at a time."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, max(len(content), 1), _PIECE):
        piece = content[start : start + _PIECE]
        before = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            return max(start - before + error.start, 0)
    return None


def _proven(content: bytes, codec: str, name: str) -> Decoding:
    damage = first_damage(content, codec)
    encoding = re.sub(r"-(sig|le|be)$", "", codec).replace("utf-32", "utf-16")
    if damage is not None:
        raise FileError(
            Sentence(
                "{name} is not {encoding} text throughout (see byte {damage}).",
                name=name,
                encoding=ENCODINGS[encoding],
                damage=damage + 1,
            ),
            CURE,
        )
    if encoding == "utf-16" and _is_strange(content, codec):
        raise FileError(
            Sentence(
                "{name} has a part that is not {encoding} text.",
                name=name,
                encoding=ENCODINGS[encoding],
            ),
            CURE,
        )
    return Decoding(codec, encoding)


def _is_strange(content: bytes, codec: str) -> bool:
    """Whether letters of other continents stand there: any two bytes are UTF-16 of something."""
    if codec in ("utf-16", "utf-32"):
        codec += "-le" if content.startswith(b"\xff\xfe") else "-be"
    middle, last = (max(at, 0) & ~3 for at in (len(content) // 2, len(content) - _PIECE))
    for start in {0, middle, last}:
        text = content[start : start + _PIECE].decode(codec, errors="ignore")
        strange = sum(weight(c, "", "") < _LEAST_LIKELY for c in text if not c.isascii())
        # A few may be somebody's name, unless there is hardly anything else.
        if "\0" in text or (20 * strange > len(text) and (strange > 3 or 2 * strange > len(text))):
            return True
    return False


def _codec(content: bytes, chosen: str) -> str:
    if chosen != "utf-16":
        return chosen
    # The second byte of a Latin letter, a delimiter or a line break is 0.
    return "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"


def _utf_16_without_mark(content: bytes, name: str) -> str:
    """UTF-16, if the bytes can be that and its words are of the region; else they are no text."""
    codec = _codec(content, "utf-16")
    if len(content) % 2 == 0 and first_damage(content, codec) is None:
        return codec
    raise FileError(Sentence("{name} is not plain text: it holds NUL bytes.", name=name), CURE)


def _words(content: bytes) -> list[bytes]:
    """Distinct words with a letter beyond ASCII, the first few thousand of them."""
    if content.isascii():
        return []
    found = islice(_FROM_LETTER.finditer(content), 20 * _MOST_WORDS)
    words = dict.fromkeys(_whole(content, match) for match in found)
    return list(islice(words, _MOST_WORDS))


def _whole(content: bytes, match: re.Match[bytes]) -> bytes:
    before = content[max(0, match.start() - 20) : match.start()]
    letters = _LETTERS_BEFORE.search(before)
    return (letters.group() if letters else b"") + match.group()


def _is_mostly_utf_8(words: list[bytes]) -> bool:
    """Whether letters of the region stand there in UTF-8, though other bytes do not."""
    letters = bytes_in = 0
    for word in words:
        bytes_in += sum(byte >= 0x80 for byte in word)
        for match in _SEQUENCE.finditer(word):
            letter = match.group().decode("utf-8", errors="ignore")
            if len(letter) == 1 and weight(letter, "", "") > _LEAST_LIKELY:
                letters += len(match.group())
    return letters >= 4 and 5 * letters >= bytes_in


def _looks_unlikely(words: list[bytes]) -> bool:
    """Whether a reading as UTF-8 rests on a few strange letters, which proves little."""
    text = [word.decode("utf-8", errors="replace") for word in words]
    strange = [c for word in text for c in word if not c.isascii()]
    return len(strange) < 4 and all(weight(c, "", "") < _LEAST_LIKELY for c in strange)


def _likeliest(content: bytes, words: list[bytes], name: str, *, utf_8: bool) -> Decoding:
    tried = {"utf-8": _UTF_8_BY_CHANCE, **_ONE_BYTE} if utf_8 else _ONE_BYTE
    scores = {
        codec: found + before
        for codec, before in tried.items()
        if (found := score(words, codec)) is not None
    }
    ranked = [
        codec
        for codec in sorted(scores, key=scores.__getitem__, reverse=True)
        if first_damage(content, codec) is None
    ]
    letters = sum(byte >= 0x80 for word in words for byte in word)
    least = _LEAST_LIKELY if letters < _MANY_LETTERS else _LEAST_LIKELY_OF_MANY
    if not ranked or scores[ranked[0]] < least * letters:
        raise FileError(
            Sentence("It cannot be told in which encoding {name} was written.", name=name), CURE
        )
    best = ranked[0]
    _refuse_two_encodings(words, best, scores, name)
    rivals = {_sample(words, best, best): best}
    for codec in ranked[1:]:
        if scores[codec] > scores[best] - _MARGIN and not _same(words, best, codec):
            rivals.setdefault(_sample(words, codec, best), codec)
    return Decoding(best, best, _question(rivals) if len(rivals) > 1 else None)


def _refuse_two_encodings(
    words: list[bytes], best: str, tried: dict[str, float], name: str
) -> None:
    """Files put together by hand: words that are plainly of another encoding than the rest."""
    for word in words:
        own = score([word], best)
        others = [found for codec in tried if (found := score([word], codec)) is not None]
        if max(others) > own + _PLAINLY_OTHER:
            raise FileError(
                Sentence(
                    "{name} is written in two encodings (see '{best}').",
                    name=name,
                    best=word.decode(best),
                ),
                Sentence("Save each part as CSV UTF-8, and put them together again."),
            )


def _same(words: list[bytes], one: str, other: str) -> bool:
    return all(word.decode(one) == word.decode(other) for word in words)


def _sample(words: list[bytes], codec: str, best: str) -> str:
    """The first words that another encoding would read otherwise."""
    telling = [word for word in words if word.decode(codec) != word.decode(best)] or words
    return ", ".join(word.decode(codec) for word in telling[:3])


def _question(rivals: dict[str, str]) -> Question:
    options = tuple(
        Option(code, Said("option.encoding", {"sample": sample, "encoding": ENCODINGS[code]}))
        for sample, code in rivals.items()
    )
    return Question("encoding", Said("question.encoding"), options)
