"""How Sphinx builds the documentation: Markdown pages, with lists that the package itself fills in.

``make docs`` writes it to ``build/docs``; the pages are read from a folder, without a network.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

sys.path.insert(0, str(Path(__file__).parent))

import generated

project = "durandline"
author = "the durandline authors"
copyright = author  # noqa: A001 - Sphinx's name for it
version = release = version_of("durandline")

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc"]
myst_enable_extensions = ["attrs_block"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
smartquotes = False  # -- stands for itself
autosummary_generate = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
numpydoc_show_class_members = False
suppress_warnings = ["myst.strikethrough"]

html_theme = "furo"
html_title = f"durandline {release}"
html_copy_source = False
html_show_sphinx = False
# Letters of the reader's machine: nothing is fetched.
html_theme_options = {"navigation_with_keys": False}


def _fill_in(app: Any, docname: str, source: list[str]) -> None:  # noqa: ANN401, ARG001 - Sphinx's signature
    source[0] = generated.filled(source[0])


def setup(app: Any) -> None:  # noqa: ANN401 - a Sphinx application
    """Let the package fill in what it knows before a page is parsed."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _fill_in)
