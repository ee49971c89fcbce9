"""Where things are: the reference line, names, radii."""
