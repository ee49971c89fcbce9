"""One self-contained HTML file of a folium map: no address is fetched, no data is a template. Computes nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import urlsplit

import folium

from durandline.geo.notices import Notices
from durandline.layers.web.embed import html_text
from durandline.layers.web.layer import DataLayer
from durandline.layers.web.leaflet import leaflet_version
from durandline.layers.web.parts import take_apart
from durandline.layers.web.sections import Cell, Link, Section
from durandline.layers.words import Words

_WITHOUT_SCRIPTS = ".page-map { display: none; } .page-noscript { display: block; }"
# The mark that the page's script changes when all is drawn (ready.js): "failed" where it cannot run or breaks off.
_AT_FIRST = (
    '(root=>{root.durandline=typeof DecompressionStream==="function"?"busy":"failed";'
    'addEventListener("error",()=>{if(root.durandline==="busy")root.durandline="failed";});'
    "})(document.documentElement.dataset);"
)


def render_page(
    folium_map: folium.Map,
    *,
    title: str,
    words: Words,
    notices: Notices,
    data_version: str,
    tool_version: str,
    subtitle: str = "",
    age: str = "",
    sections: Sequence[Section] = (),
    datasets: Sequence[Link] = (),
) -> str:
    """Return the page of ``folium_map`` as one HTML text: the same map and texts give the same page.

    Parameters
    ----------
    folium_map
        A map that needs Leaflet alone (:class:`durandline.layers.Map`) with our layers and legend on it.
    title, subtitle, age
        Heading; the line that says for when; the line that says how old the knowledge is. Any text.
    words, notices
        Interface strings; boundary wording, disclaimer and attributions.
    data_version, tool_version
        Named in the footer.
    sections
        Tables of ready text.
    datasets
        Collections of others that are drawn, named in the footer after the attributions of the layers.

    Raises
    ------
    InputError
        An element of the map wants a file from an address that cannot be inlined, or a layer has no attribution.
    """
    parts = take_apart(folium_map)
    kinds = [child.kind for child in folium_map._children.values() if isinstance(child, DataLayer)]  # noqa: SLF001
    styles = [*parts.styles, (files("durandline.layers.assets") / "page.css").read_text(encoding="utf-8")]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{html_text(words.language)}" dir="{html_text(words.direction)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy([_AT_FIRST, *parts.scripts])}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{html_text(title)}</title>",
        *(f"<style>{text}</style>" for text in styles),
        f"<script>{_AT_FIRST}</script>",
        f"<noscript><style>{_WITHOUT_SCRIPTS}</style></noscript>",
        "</head>",
        "<body>",
        f'<a class="page-skip" href="#tables">{html_text(words["page.skip"])}</a>',
        *_head(title, subtitle, age),
        "<main>",
        f'<p class="page-noscript">{html_text(words["map.needs_script"])}</p>',
        '<div class="page-map">',
        parts.html.strip(),
        "</div>",
        '<div class="page-tables" id="tables">',
        *(line for section in sections for line in _section(section, words)),
        "</div>",
        "</main>",
        *_foot(words, notices, [*_credits(words, notices, kinds), *datasets], data_version, tool_version),
        *(f"<script>{text}</script>" for text in parts.scripts),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def content_policy(scripts: Sequence[str]) -> str:
    """Return the policy under which the given scripts run and no other, and nothing is fetched or sent."""
    hashes = " ".join(f"'sha256-{_digest(text)}'" for text in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _head(title: str, subtitle: str, age: str) -> list[str]:
    below = [("page-subtitle", subtitle), ("page-age", age)]
    return [
        '<header class="page-head">',
        f'<h1 dir="auto">{html_text(title)}</h1>',
        *(f'<p class="{name}" dir="auto">{html_text(text)}</p>' for name, text in below if text),
        "</header>",
    ]


def _section(section: Section, words: Words) -> list[str]:
    key = html_text(section.key)
    note = " ".join(part for part in (words.count("page.rows", len(section.rows)) + ".", section.note) if part)
    if not section.rows:
        body = [f"<p>{html_text(words['page.empty'])}</p>"]
    else:
        head = "".join(f'<th scope="col">{html_text(cell)}</th>' for cell in section.head)
        body = [
            f'<div class="page-scroll" tabindex="0" role="region" aria-labelledby="{key}"><table>',
            f"<caption>{html_text(note)}</caption>",
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *_body(section),
            "</tbody></table></div>",
        ]
    more = [f"<p>{html_text(section.more)}</p>"] if section.more else []
    return ["<section>", f'<h2 id="{key}">{html_text(section.title)}</h2>', *body, *more, "</section>"]


def _body(section: Section) -> list[str]:
    """Return the rows; a cell that a row of its group above has too is that one, which then spans both."""
    rows, groups = section.rows, section.groups or range(len(section.rows))
    spans = [[1] * len(row) for row in rows]
    for at in range(len(rows) - 1, 0, -1):
        for column, cell in enumerate(rows[at]):
            if groups[at] == groups[at - 1] and cell == rows[at - 1][column]:
                spans[at - 1][column] += spans[at][column]
                spans[at][column] = 0
    return [
        f"<tr>{''.join(_cell(cell, size) for cell, size in zip(row, sizes, strict=True) if size)}</tr>"
        for row, sizes in zip(rows, spans, strict=True)
    ]


def _cell(cell: Cell, span: int) -> str:
    tag = "<td>" if span == 1 else f'<td rowspan="{span}">'
    if isinstance(cell, str):
        lines = cell.split("\n")
        if len(lines) == 1:
            return f"{tag}{html_text(cell)}</td>"
        return tag + "".join(f"<p>{html_text(line)}</p>" for line in lines) + "</td>"
    return f"{tag}{', '.join(map(_link, cell))}</td>"


def _link(link: Link) -> str:
    note = f" ({html_text(link.note)})" if link.note else ""
    text = html_text(link.text)
    if not safe_address(link.url):
        return f"<span>{text}</span>{note}"
    # The page's policy for referrers is that of every link.
    return f'<a href="{html_text(link.url)}">{text}</a>{note}'


def safe_address(url: str) -> bool:
    """Return whether ``url`` may be followed from a page: http or https with a host, no spaces or controls."""
    if not url.isprintable() or any(sign in url for sign in " <>\"'`{}|\\^"):
        return False
    try:
        parsed = urlsplit(url)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and bool(parsed.netloc)


def _credits(words: Words, notices: Notices, kinds: Sequence[str]) -> list[Link]:
    return [Link(one.text, one.url, words("page.licence", licence=one.licence)) for one in notices.of(kinds)]


def _foot(words: Words, notices: Notices, whose: Sequence[Link], data_version: str, tool_version: str) -> list[str]:
    credits_ = [f"<li>{_link(each)}</li>" for each in whose]
    software = words("page.leaflet", version=leaflet_version())
    return [
        '<footer class="page-foot">',
        f"<h2>{html_text(words['page.notices'])}</h2>",
        f'<p class="page-not-for">{html_text(notices.not_for)}</p>',
        f"<p>{html_text(notices.disclaimer)}</p>",
        f"<p>{html_text(notices.boundary_words)}</p>",
        f"<h2>{html_text(words['page.attribution'])}</h2>",
        *(["<ul>", *credits_, "</ul>"] if credits_ else []),
        f'<p class="page-versions">{html_text(words("page.versions", data=data_version, tool=tool_version))}</p>',
        f"<details><summary>{html_text(software)}</summary><pre>{html_text(notices.leaflet_licence.strip())}</pre></details>",
        "</footer>",
    ]
