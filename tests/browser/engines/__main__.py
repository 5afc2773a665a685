"""Walks through the page in Firefox and in WebKitGTK: `make test-engines`.

Each is the distribution's package, installed where that can be; an engine that is nowhere to be had
is named, and the others count. Without any, this fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.browser.kit.server import Server

PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb")
#: Seconds that a walk may take before it has failed: it waits for itself no longer than this.
PATIENCE = 240
FOLDER = Path(__file__).parent


def firefox() -> list[str] | None:
    """Path of Firefox, where it is installed."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    return None if path is None else [path]


def webkit() -> list[str] | None:
    """Paths of WebKitGTK's driver and of the browser that it drives, where both are installed."""
    driver = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    if driver is None or not browsers or shutil.which("Xvfb") is None:
        return None
    return [driver, str(browsers[-1])]


ENGINES: dict[str, Callable[[], list[str] | None]] = {"firefox": firefox, "webkit": webkit}


def install() -> None:
    """Install what is missing, where that is possible: with apt-get, and as root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-qq", "-y", "--no-install-recommends", *PACKAGES],
    ):
        subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL)


def walk(node: str, url: str, engine: str, paths: Sequence[str]) -> bool:
    """Whether a walk through the page in this engine went well."""
    command = [node, str(FOLDER / "run.js"), url, engine, *paths]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"{engine}: nothing has come of it in {PATIENCE} s")
        return False
    print(f"{engine}: {(found.stdout if found.returncode == 0 else found.stderr).strip()}")
    return found.returncode == 0


def main() -> int:
    """Walk through the page in every engine that can be had."""
    node = sys.argv[1]
    if not all(find() for find in ENGINES.values()):
        install()
    there = {name: paths for name, find in ENGINES.items() if (paths := find())}
    for name in ENGINES.keys() - there.keys():
        print(f"{name}: not to be had here; wanted are the packages {', '.join(PACKAGES)}")
    if not there:
        return 1
    with Server() as server:
        went_well = [walk(node, server.url, name, paths) for name, paths in there.items()]
        if not all(went_well):
            print(f"the server: {server.log}")
    return 0 if all(went_well) else 1


if __name__ == "__main__":
    sys.exit(main())
