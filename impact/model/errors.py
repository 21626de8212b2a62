"""The tree of errors. Each names what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class ImpactError(Exception):
    """Something a person has to mend.

    Parameters
    ----------
    message : str
        What is wrong, as one sentence.
    cure : str
        What to do about it, as one sentence.
    """

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}")
        self.message = message
        self.cure = cure


class UsageError(ImpactError):
    """A command was given options that do not go together."""


class FileError(ImpactError):
    """A file cannot be found or read at all."""

    def __reduce__(self) -> tuple:
        """Its two sentences, for another process."""
        return type(self), (self.message, self.cure)


class EngineError(ImpactError):
    """What large surveys are to be counted with is not here, or does not start."""


class ProgrammeError(ImpactError):
    """programme.toml does not say what it should."""


class MetricError(ImpactError):
    """A figure was asked for that cannot be made, such as a threshold below a minute."""


class DisclosureError(ImpactError):
    """An audience was named that programme.toml does not have."""


class HandoutError(ImpactError):
    """A file was asked for that cannot be made of what its reader may see."""


class LanguageError(ImpactError):
    """A language was asked for that the program does not speak."""


class StaffOnly(ImpactError):  # noqa: N818
    """Something was asked for that staff alone may see."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a table, told so that a field officer can mend it.

    Attributes
    ----------
    file, row, column, value
        Where it is: the row as a spreadsheet numbers it (the header is row 1). `row` is
        None where the whole file is meant, `column` is empty where the whole row is.
    rule : str
        The rule that was broken, such as ``detections.count.minimum``.
    message, cure : str
        What is wrong, and what to do: a sentence each.
    severity : str
        ``error`` stops the data from being used, ``warning`` does not.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    message: str
    cure: str
    severity: str = "error"

    def as_dict(self) -> dict:
        """Its fields as plain values, by name."""
        # Not `asdict`: it copies a message deeply, and a day in a message cannot be copied.
        return {field.name: getattr(self, field.name) for field in fields(self)}


class RecordsError(ImpactError):
    """The tables hold errors.

    Parameters
    ----------
    problems : sequence of Problem
        Errors and warnings, as found.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        first = errors[0] if errors else None
        where = f"{first.file}, row {first.row}: {first.message}" if first else ""
        super().__init__(f"The data has {len(errors)} errors. {where}", first.cure if first else "")


class PrinterError(ImpactError):
    """There is no Chromium here to print or draw with, or it failed."""


class BusyError(ImpactError):
    """As many files are being made, or waited for, as the server makes at a time."""


class StoreError(ImpactError):
    """The store of versions cannot be read or written, or refuses what is asked of it."""


class StoreConflict(StoreError):  # noqa: N818
    """Somebody else changed the store first. Nothing was published; look again."""


class NoSuchVersion(StoreError):  # noqa: N818
    """There is no version of that number, no file of that name in it, or no such draft."""


class NothingPublished(StoreError):  # noqa: N818
    """Whatever was published is withdrawn."""


class WithdrawnVersion(StoreError):  # noqa: N818
    """The version was withdrawn: its tables and files are gone.

    Parameters
    ----------
    reason : str
        Why, in the words of the person who withdrew it.
    """

    def __init__(self, message: str, cure: str, *, reason: str) -> None:
        super().__init__(message, cure)
        self.reason = reason
