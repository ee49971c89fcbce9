"""The reference line: how far a point is from it, and on which side."""
