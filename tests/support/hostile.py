"""Hostile text: each value tries to run at build time or in the page, to break out, or to confuse the reader.

What runs in the page sets ``window.__pwned``; what runs in a template prints 1337 or sets an environment
variable. Shown as text, each is harmless.
"""

from __future__ import annotations

MARK = "__pwned"
TEMPLATE_MARK = "1337"  # 7*191: what a template engine makes of it; no value holds the figure itself
BUILD_VARIABLE = "DURANDLINE_PWNED"
_RUN = f"window.{MARK}=1"
_OS = "cycler.__init__.__globals__.os.environ.__setitem__"

MARKUP = {
    "img_onerror": f'<img src="nowhere" onerror="{_RUN}">',
    "svg_onload": f"<svg onload={_RUN}>",
    "script": f"<script>{_RUN}</script>",
    "script_end": f"</script><script>{_RUN}</script>",
    "script_end_in_json": f'"}}]}}</ScRiPt ><script>{_RUN}//',
    "style_end": f"</style><img src=x onerror={_RUN}>",
    "title_end": f"</title></textarea></noscript><img src=x onerror={_RUN}>",
    "comment": f"<!--<script>{_RUN}",
    "comment_end": f"--><img src=x onerror={_RUN}>",
    "cdata": f"<![CDATA[<img src=x onerror={_RUN}>]]>",
    "attribute": f'" autofocus tabindex=1 onfocus="{_RUN}" x=\'',
    "entity": f"&#x3c;img src=x onerror={_RUN}&#x3e;",
    "named_entity": f"&lt;img src=x onerror={_RUN}&gt;&quot;&amp;amp;",
    "iframe": f'<iframe srcdoc="<script>parent.{MARK}=1</script>"></iframe>',
    "meta_refresh": '<meta http-equiv="refresh" content="0;url=https://hostile.example/">',
    "base": '<base href="https://hostile.example/"><link rel=stylesheet href=a.css>',
}
SCRIPT = {
    "template_literal": f"${{{_RUN}}}",
    "backtick": f"`;{_RUN};//`",
    "single_quote": f"';{_RUN};//",
    "double_quote": f'";{_RUN};//',
    "backslash": f'\\";{_RUN};//\\',
    "unicode_escape": "\\u003cscript\\u003e \\x3c \\u{3c}",
    "line_separators": f"a\u2028{_RUN}\u2029b",
    "newlines": f"a\n{_RUN}\r\nb",
    "prototype": "__proto__",
    "constructor": "constructor",
    "placeholders": "{name} {number} %s %(x)s {0} $1 $& $`",
}
TEMPLATE = {
    "jinja_expression": "A{{ 7*191 }}B",
    "jinja_statement": "{% if true %}A{{ 7*191 }}B{% endif %}",
    "jinja_raw_end": "{% endraw %}{{ 7*191 }}{% raw %}",
    "jinja_macro_end": "{% endmacro %}{{ 7*191 }}",
    "jinja_os": f"{{{{ {_OS}('{BUILD_VARIABLE}', '1') }}}}",
    "jinja_os_statement": f"{{% set x = {_OS}('{BUILD_VARIABLE}', '1') %}}",
    "stray_statement": "50 {% of them",
    "stray_expression": "see {{ above",
    "stray_comment": "{# 1",
    "stray_ends": "%} }} #}",
    "format_spec": "{0.__class__.__init__.__globals__}",
}
LINKS = {
    "javascript_link": f"javascript:{_RUN}",
    "javascript_link_spaced": f" \tJaVa\tScRiPt:{_RUN}",
    "data_link": f"data:text/html,<script>{_RUN}</script>",
    "vbscript_link": "vbscript:msgbox(1)",
    "file_link": "file:///etc/passwd",
    "quoted_link": f'https://paper.example/"onmouseover="{_RUN}',
}
UNICODE = {
    "bidi_override": "a\u202egnp.exe\u202cb",
    "bidi_isolate": "\u2066x\u2069 \u200f y",
    "zero_width": "Tor\u200bkham \u200c\u200d \ufeff",
    "emoji": "\U0001f6a7\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "homoglyphs": "Тоrkhаm",
    "combining": "e\u0301" + "\u0327" * 40,
    "arabic": "طورخم \u200f(تورخم)\u200e 12",
    "terminal": "\x1b[31mred\x1b[0m\x1b]0;title\x07\x08\x9b1m",
    "non_characters": "a\ufffe\uffff\ufdd0b",
    "formula": '=HYPERLINK("https://hostile.example/";"click")',
}
NUL = "a\0b"
LONE_SURROGATE = "a\ud800b"  # no UTF-8 has it; GeoJSON may hold it as an escape
LONG = "<b>" + "long " * 200_000  # 1 MB

HOSTILE: dict[str, str] = {**MARKUP, **SCRIPT, **TEMPLATE, **LINKS, **UNICODE, "nul": NUL}
"""All but the two that need care of their own: the lone surrogate and the long one."""


def ran_at_build(output: str) -> list[str]:
    """Return signs in ``output`` or in the environment that a text ran as a template."""
    import os

    signs = [f"prints {TEMPLATE_MARK}"] if f"A{TEMPLATE_MARK}B" in output or f">{TEMPLATE_MARK}<" in output else []
    return signs + ([f"set {BUILD_VARIABLE}"] if os.environ.pop(BUILD_VARIABLE, None) else [])
