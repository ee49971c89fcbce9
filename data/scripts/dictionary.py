"""Write ``datapackage.json``, the dictionary of the data folder, from the schema of the tables.

Run it after a change of the schema, or when a file is added to the folder.

    python data/scripts/dictionary.py
"""

from __future__ import annotations

import json
from pathlib import Path

from durandline.geo.files import write_text
from durandline.geo.schema.dictionary import datapackage

DATA = Path(__file__).resolve().parent.parent


def descriptor_text(folder: Path = DATA) -> str:
    """Return the descriptor of ``folder`` as it stands in the file: two-space indent, LF, UTF-8."""
    return json.dumps(datapackage(folder), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_text(DATA / "datapackage.json", descriptor_text(), overwrite=True)
    print(f"wrote {DATA / 'datapackage.json'}")
