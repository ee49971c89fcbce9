"""Interface words, one file a language."""
