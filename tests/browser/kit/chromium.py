"""The Chromium that the browser tests and the browser benchmark drive.

Run as a program (``make browser``) it makes sure that there is one: the system's own where it
works; else the distribution's package, which brings the libraries and fonts that a bare machine
lacks; else the build that Playwright downloads. Each as the headless shell, where that can be had:
Chromium without a window of its own, which nobody sees here and every page would pay for.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

# Long enough for a busy machine, wherever this browser is driven: how fast the page is, the
# benchmarks say.
expect.set_options(timeout=30_000)

SHELL = "chromium-headless-shell"
SYSTEM_NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# For each window that it has, Chromium draws two lists below the field of addresses beforehand,
# which nobody will open: a fifth of what a page costs. The rest is Playwright's, whose list this
# one replaces.
WITHOUT = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]

# No GPU and no sandbox: the tests run in containers, as root. The rest keeps the browser from
# calling its maker, which a closed network answers with a storm of refused connections.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(WITHOUT)}",
]


def system_chromium(names: Sequence[str] = SYSTEM_NAMES) -> str | None:
    """Path of an installed Chromium that starts, the first of these names, or None.

    Starting it matters: some distributions install a stub that only asks for another package.
    """
    for name in names:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    return None


def launch(playwright: Playwright, *arguments: str) -> Browser:
    """Start the system's Chromium, or Playwright's where there is none, with further arguments."""
    return playwright.chromium.launch(
        executable_path=system_chromium(), args=[*ARGUMENTS, *arguments]
    )


def _downloaded() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _install(package: str) -> bool:
    """Install a Chromium of the distribution's; needs apt-get and root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    install = f"apt-get install --yes --no-install-recommends {package} fonts-dejavu-core"
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", install):
        if subprocess.run(command.split(), env=environment).returncode != 0:
            return False
    return system_chromium([package]) is not None


def _download() -> bool:
    """Let Playwright download its build; as root also the libraries that it needs."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0:
        command.append("--with-deps")
    return subprocess.run(command).returncode == 0


def main() -> int:
    """Bring a Chromium if none is there; the exit status says whether there is one now."""
    is_there = bool(system_chromium()) or _downloaded()
    # A change that waits to land is worth another package; a person's Chromium will do.
    if not is_there or ("CI" in os.environ and not system_chromium([SHELL])):
        is_there = _install(SHELL) or is_there
    if is_there or _install("chromium") or _download():
        return 0
    print(
        "No Chromium: install one (`apt-get install chromium`, or `playwright install chromium`) "
        "and run this again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
