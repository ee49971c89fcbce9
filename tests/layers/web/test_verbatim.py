"""What stands in a figure verbatim is never compiled, once or twice."""

from __future__ import annotations

import folium
import pytest

from durandline.layers.web.verbatim import Verbatim


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{% for x in y %}", "{# a #}", "", "گذرگاه"])
def test_text_comes_out_as_it_stands(text):
    canvas = folium.Map(tiles=None)
    canvas.get_root().script.add_child(Verbatim(f"// {text} //"), name="one")
    assert f"// {text} //" in canvas.get_root().render()
    assert f"// {text} //" in canvas.get_root().render()
