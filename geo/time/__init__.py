"""Solar Hijri and partial dates, and the two clocks of the line."""
