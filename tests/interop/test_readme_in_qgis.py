"""What the documentation shows for the Python console of QGIS runs there."""

from __future__ import annotations

from support.command import run
from support.outside import DESK_PYTHON, tool
from support.readme import consoles, programs_for, shown_text

BEFORE = """
import os, sys
from qgis.core import *
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
"""
AFTER = """
sys.stdout.flush()
os._exit(0)
"""


def test_the_program_for_qgis_runs_and_says_what_was_shut(tmp_path, monkeypatch):
    text = shown_text()
    monkeypatch.chdir(tmp_path)
    (made,) = {shown.command for shown in consoles(text) if "export border.gpkg" in shown.command}
    assert run(*made.split()[1:]).code == 0
    (program,) = programs_for("qgis", text)
    (tmp_path / "program.py").write_text(BEFORE + program + AFTER, encoding="utf-8")
    printed = tool([DESK_PYTHON, tmp_path / "program.py"], QT_QPA_PLATFORM="offscreen")
    assert "'torkham'" in printed
