"""How it is asked: the ``durandline`` command.

Exit codes: 0 done, 1 failed, 2 usage, 3 done with findings. Results go to stdout, the rest to stderr.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from errno import EBADF, EPIPE
from importlib import import_module
from typing import Any

import click

from durandline.cli.exits import FAILED, USAGE
from durandline.geo.errors import DateError, DurandlineError, OptionError, OutputExistsError, UnknownNameError

# Name -> one line of help. A command's module is imported when it is run, so that --help stays quick.
COMMANDS = {
    "map": "Render the record to one HTML map that opens offline.",
    "sheet": "Draw the map on paper: PNG, SVG, PDF, series of sheets.",
    "status": "Say what was open, for whom, in which direction.",
    "closures": "List closures with their length, or count days shut.",
    "changes": "List what changed between two dates.",
    "geocode": "Put place names on the map, with a radius and the reason.",
    "gazetteer": "Add village-level gazetteers, list and remove them.",
    "import": "Read incidents in any format into one table, every row accounted for.",
    "export": "Write tables as GeoJSON, GeoPackage, GeoParquet, CSV, XLSX and more.",
    "validate": "Check a file of incidents or a table, and list every problem.",
}
MODULES = {"import": "imports"}  # a keyword cannot name a module


class _Commands(click.Group):
    """The group of commands; turns the package's errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"durandline.cli.{MODULES.get(name, name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        _hold_any_text()
        try:
            return super().main(*args, **extra)
        except OSError as error:  # of --help and --version, which print before any command is invoked
            _Failed(_system_words(error)).show()
            raise SystemExit(FAILED) from error

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - click's signature
        try:
            return super().make_context(*args, **extra)
        except click.ClickException as error:
            raise _shown(error) from error

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            raise _shown(error) from error
        except (UnknownNameError, DateError, OptionError, OutputExistsError) as error:
            raise _Misused(_words(error)) from error
        except DurandlineError as error:
            raise _Failed(_words(error)) from error
        except OSError as error:
            if error.errno == EPIPE:  # the reader has gone, as head does; Click knows what to do
                raise
            _give_up_stdout()
            raise _Failed(_system_words(error)) from error


def _give_up_stdout() -> None:
    """Close a stdout that cannot be written: Python would try again at its end, and change the exit code."""
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            with contextlib.suppress(OSError):
                sys.stdout.close()


class _ClosedBytes(io.BytesIO):
    def write(self, data: Any) -> int:  # noqa: ANN401, ARG002 - any buffer
        raise OSError(EBADF, "it is closed", "stdout")


class _Closed(io.TextIOWrapper):
    """A stdout that the caller closed: writing to it is an error, as it is to a full disk."""

    def write(self, text: str) -> int:
        """Refuse."""
        self.buffer.write(text.encode())
        return len(text)


class _Failed(click.ClickException):
    exit_code = FAILED


class _Misused(click.ClickException):
    exit_code = USAGE


def _hold_any_text() -> None:
    """Let stdout and stderr hold every letter: files and pipes are UTF-8, a terminal shows codes of what it lacks."""
    if sys.stdout is None:
        sys.stdout = _Closed(_ClosedBytes(), "utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            known = stream.isatty() or codecs.lookup(stream.encoding).name == "utf-8"
            stream.reconfigure(encoding=None if known else "utf-8", errors="backslashreplace")


def _shown(error: click.ClickException) -> click.ClickException:
    """Return an error of Click's, which repeats what was typed, with a message that a terminal can show."""
    from durandline.cli.text import printable_lines

    vars(error)["message"] = printable_lines(error.message)  # declared final
    return error


def _system_words(error: OSError) -> str:
    return f"{error.filename or 'The system'}: {error.strerror}."


def _words(error: Exception) -> str:
    from durandline.cli.text import printable_lines

    return printable_lines(str(error.args[0] if error.args else error))


@click.group(cls=_Commands, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="durandline")
def main() -> None:
    """Map a border that opens and closes: the crossings of the Durand Line.

    Shows what was open, for whom, in which direction, and how old that knowledge is. Not for travel or
    safety decisions.
    """
