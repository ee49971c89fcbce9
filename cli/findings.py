"""What was found in the user's files, printed; and the rows that cannot be used, kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from durandline.cli.output import csv_text
from durandline.cli.text import count, say
from durandline.geo.files import write_text
from durandline.geo.schema.findings import Finding

if TYPE_CHECKING:
    from durandline.geo.incidents.user_files import UserIncidents

SHOWN = 20  # findings printed one by one; the rejects file and --verbose have them all


def report(findings: Sequence[Finding], verbosity: int = 0) -> None:
    """Print findings to stderr: all with -v, otherwise some of each kind and how many more there are."""
    shown = findings if verbosity > 0 else some(findings)
    for finding in shown if verbosity >= 0 else []:
        say(str(finding))
    if verbosity >= 0 and len(shown) < len(findings):
        say(f"... and {count(len(findings) - len(shown), 'more finding')}; -v lists them all.")


def some(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first findings, but of every kind at least one as far as there is room, in their order."""
    first = {(each.file, each.column, each.rule, each.level): at for at, each in reversed(list(enumerate(findings)))}
    places = sorted(first.values(), key=lambda at: (not findings[at].is_problem, at))
    chosen = list(dict.fromkeys([*places, *range(len(findings))]))[:SHOWN]
    return [findings[at] for at in sorted(chosen)]


def keep_rejects(user: UserIncidents, path: Path, *, overwrite: bool) -> None:
    """Write the rows that cannot be used as they were read, each with its file, line and problems."""
    write_text(path, csv_text(*user.rejects()), overwrite=overwrite)
