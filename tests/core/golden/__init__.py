"""Reference numbers, and the script that generates them."""

import json
from pathlib import Path
from typing import Any


def golden(name: str) -> Any:
    """Contents of one file of reference numbers."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())
