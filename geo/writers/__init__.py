"""Tables as files, each with what it says of itself, as far as the format can hold it."""
