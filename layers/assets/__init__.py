"""Our JavaScript and CSS, as files."""
