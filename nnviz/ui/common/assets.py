"""The JavaScript modules of this package's components, served under a hash of their contents.

A component given to Streamlit inline is a single file. The stage is many small modules that
import each other, so they need addresses of their own. As the address changes with the contents,
browsers may keep the files for ever and never mix two versions.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from nnviz.ui.common.packing import MEDIA_TYPES, lasting, pack, takes_packed

PREFIX = "nnviz/assets"


def _read_all(folder: Path) -> dict[str, bytes]:
    """Name relative to `folder` -> contents, for all files that a browser may ask."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in MEDIA_TYPES
    }


def hash_of(files: Mapping[str, bytes]) -> str:
    """A name for these files, in their order: another one where a name or a byte is another."""
    digest = hashlib.sha256()
    for name, contents in files.items():
        digest.update(f"{name}\0{len(contents)}\0".encode())
        digest.update(contents)
    return digest.hexdigest()[:16]


_FILES = _read_all(Path(__file__).parents[1])
CONTENT_HASH = hash_of(_FILES)


def assets_below(folder: str) -> dict[str, bytes]:
    """Name within a folder (``"stage"``) -> contents, of all files that there are below it."""
    start = f"{folder}/"
    return {
        name.removeprefix(start): contents
        for name, contents in _FILES.items()
        if name.startswith(start)
    }


def asset_url(name: str) -> str:
    """Address of a file (``"stage/stage.js"``), relative to the app's base address.

    Raises
    ------
    ValueError
        There is no such file.
    """
    if name not in _FILES:
        raise ValueError(f"no asset {name!r}; there are {sorted(_FILES)}")
    return f"{PREFIX}/{CONTENT_HASH}/{name}"


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    contents = _FILES.get(name)
    if contents is None or request.path_params["hash"] != CONTENT_HASH:
        return Response("Not found", status_code=404, media_type="text/plain")
    is_packed = takes_packed(request)
    body = _packed(name) if is_packed else contents
    return lasting(body, Path(name).suffix, is_packed=is_packed)


@cache  # there are no more of them than files
def _packed(name: str) -> bytes:
    return pack(_FILES[name])


def asset_routes(base: str = "") -> list[BaseRoute]:
    """Routes for `app.py`.

    Parameters
    ----------
    base
        Streamlit's ``server.baseUrlPath``, with or without slashes around it.
    """
    root = f"/{base.strip('/')}" if base.strip("/") else ""
    return [Route(f"{root}/{PREFIX}/{{hash}}/{{name:path}}", _serve, methods=["GET"])]
