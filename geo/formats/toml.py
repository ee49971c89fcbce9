"""Reading a section of numbers and texts from TOML, with every problem found at once."""

from __future__ import annotations

import tomllib

from durandline.geo.errors import InputError
from durandline.geo.formats.csv import read_text
from durandline.geo.schema.fields import Value
from durandline.geo.schema.findings import Finding, unreadable
from durandline.geo.schema.tables import Table
from durandline.geo.schema.typed import check_values


def read_section(content: bytes, table: Table, file: str) -> tuple[dict[str, Value], list[Finding]]:
    """Return the values of the section that bears the table's name, and a finding for each problem of the file.

    Findings have no row. Where the file is no TOML or lacks the section there are no values.
    """
    try:
        read = tomllib.loads(read_text(content, file, "Save it as UTF-8."))
    except InputError as error:
        return {}, [unreadable(file, str(error))]
    except tomllib.TOMLDecodeError as error:
        return {}, [unreadable(file, f"is not TOML: {error}.")]
    except RecursionError:
        return {}, [unreadable(file, "is nested too deep.")]
    except ValueError:  # Python reads no whole number of thousands of digits
        return {}, [unreadable(file, "holds too long a number.")]
    section = read.pop(table.name, None)
    if not isinstance(section, dict):
        message = f"has no section [{table.name}] with {', '.join(table.columns)}."
        return {}, [Finding(file, 0, table.name, "required", "error", "", message, "Write it above the numbers.")]
    typed, findings = check_values(section, table, file, 0)
    message = f"is no part of [{table.name}]; it is not read."
    beyond = [Finding(file, 0, name, "unknown-column", "warning", "", message) for name in read]
    return typed, [*findings, *beyond]
