"""How it is asked: the durandline command."""
