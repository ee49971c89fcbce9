"""Understanding somebody's table: whose it is, which column is what, and what its cells say."""
