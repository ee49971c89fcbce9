"""What it means: places, status, incidents, formats; tables in, GeoDataFrames out."""
