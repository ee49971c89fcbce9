"""The HTML page: a query drawn as one file that opens with no network."""
