"""Makes one file of the stage's modules, by esbuild: `make bundle`."""

import subprocess
from pathlib import Path

from nnviz.ui import stage
from nnviz.ui.common import bundled
from nnviz.ui.common.bundled import ENTRIES, banner

ROOT = Path(__file__).resolve().parents[3]
STAGE = Path(stage.__file__).parent
#: Where the bundles are kept.
HERE = Path(bundled.__file__).parent
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"

#: Browsers of the last years, as the modules themselves need them.
TARGET = "es2022"


def bundle(folder: Path) -> None:
    """Write the bundles into a folder.

    Raises
    ------
    subprocess.CalledProcessError
        A module cannot be read, or imports what there is not.
    """
    options = ["--bundle", "--format=esm", "--minify", f"--target={TARGET}", "--log-level=warning"]
    for entry in ENTRIES:
        written = f"--outfile={folder / Path(entry).name}"
        first = f"--banner:js={banner(entry)}"
        command = [str(ESBUILD), str(STAGE / entry), *options, first, written]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    bundle(HERE)
