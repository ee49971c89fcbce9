"""From a place text to a point or a stretch of the line, with a radius and the reason."""
