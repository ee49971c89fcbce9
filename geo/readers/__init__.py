"""Any file an analyst has, as pieces of text by column."""
