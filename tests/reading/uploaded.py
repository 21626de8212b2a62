"""Files as staff send them, small enough to read."""

from __future__ import annotations

import io

from impact.handouts.workbook_writing import Formats, new_workbook, write_value

RUSSIAN = (
    "Учёт 2024;;;;;;\r\n"
    "Запись;Вид;Начало;Точность даты;Широта;Число;примечание\r\n"
    "obs-1;Panthera pardus tulliana;05.03.2024;day;41,25;1;x\r\n"
    ";;;;;;\r\n"
    "obs-2;Panthera pardus tulliana;25.03.2024;day;91,5;два;\r\n"
).encode("cp1251")


def book(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with new_workbook(out) as made:
        formats = Formats(made)
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, value in enumerate(cells):
                    write_value(sheet, row, column, value, formats)
    return out.getvalue()


MILESTONE = ["milestone_id", "title", "event_start", "date_precision", "category", "source"]
