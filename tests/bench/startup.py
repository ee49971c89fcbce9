"""CPU time of the command's start, as a multiple of ``python -c 'import click'`` on the same machine.

Run it by hand: ``python tests/bench/startup.py``. Prints a line for each command: median of the user and system
time of seven runs, its multiple, and the budget; ends with 1 where a budget is broken. Times of single runs
differ from machine to machine; the multiples hardly do. Compiled modules are kept between the runs, as they
are where the package is installed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from statistics import median

RUNS = 7
BASE = ["-c", "import click"]
BUDGETS = {"--help": 3.0, "status": 12.0}  # multiples of BASE


def cpu_seconds(arguments: list[str], cache: str) -> float:
    """Return the median user and system time of ``python`` with ``arguments``, in seconds, after a run to warm up."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": cache}
    times = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return median(times[1:])


def main() -> int:
    """Print the table; return 1 where a command takes more than its budget."""
    broken = 0
    with tempfile.TemporaryDirectory() as cache:
        base = cpu_seconds(BASE, cache)
        sys.stdout.write(f"{'import click':<22} {base * 1000:7.0f} ms\n")
        for command, budget in BUDGETS.items():
            spent = cpu_seconds(["-m", "durandline.cli", command], cache)
            broken += spent > budget * base
            sys.stdout.write(
                f"{'durandline ' + command:<22} {spent * 1000:7.0f} ms {spent / base:6.1f} x (at most {budget:g} x)\n"
            )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
