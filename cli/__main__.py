"""Run the command as ``python -m durandline.cli``."""

from durandline.cli import main

main(prog_name="durandline")
