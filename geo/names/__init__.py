"""Names of places as they are compared: any script, any spelling."""
