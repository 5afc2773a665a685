"""Writes down what the messages hold, for the browser and for people.

Run it after a change of `nnviz.live.messages` or `nnviz.live.message_arrays`::

    python -m tests.live.frames.generate
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from nnviz.live import message_arrays, messages

ROOT = Path(__file__).resolve().parents[3]
TYPES = ROOT / "nnviz" / "ui" / "stage" / "stream" / "messages.d.ts"
DESCRIPTION = ROOT / "docs" / "frames.md"

#: Each message: its header, and its arrays.
MESSAGES = {
    "scene": (messages.SceneHeader, message_arrays.SCENE_ARRAYS),
    "frame": (messages.FrameHeader, message_arrays.FRAME_ARRAYS),
    "trace": (messages.TraceHeader, message_arrays.TRACE_ARRAYS),
}

_SCRIPT = {bool: "boolean", int: "number", float: "number", str: "string", NoneType: "null"}
_ARRAYS = {
    "f4": "Float32Array",
    "u1": "Uint8Array",
    "u1 or f4": "Uint8Array | Float32Array",
}


def entries_of(header: type) -> Iterator[tuple[str, Any, str]]:
    """Name, type and meaning of each entry of a typed dictionary."""
    for name, hint in get_type_hints(header, include_extras=True).items():
        assert get_origin(hint) is Annotated, f"{header.__name__}.{name} has no meaning"
        kind, meaning = get_args(hint)
        yield name, kind, meaning


def in_typescript(kind: Any) -> str:
    """A type as TypeScript writes it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        return str(kind.__name__)
    if kind in _SCRIPT:
        return _SCRIPT[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return in_typescript(Literal[tuple(kind)])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in arguments)
    if origin in (Union, UnionType):
        return " | ".join(map(in_typescript, arguments))
    if origin is tuple:
        return f"[{', '.join(map(in_typescript, arguments))}]"
    if origin is Sequence:
        inner = in_typescript(arguments[0])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if origin is Mapping:
        return f"Record<{', '.join(map(in_typescript, arguments))}>"
    raise TypeError(f"a message cannot hold {kind}")


def _interface(header: type) -> str:
    lines = [f"/** {' '.join((header.__doc__ or '').split())} */"]
    lines.append(f"export interface {header.__name__} {{")
    for name, kind, meaning in entries_of(header):
        lines += [f"  /** {meaning} */", f"  {name}: {in_typescript(kind)};"]
    return "\n".join([*lines, "}"])


def _arrays(title: str, arrays: Sequence[message_arrays.ArrayEntry]) -> str:
    lines = [f"/** The arrays of a {title}. */", f"export interface {title.title()}Arrays {{"]
    for array in arrays:
        pattern = array.name.replace("{layer}", "${number}").replace("{moment}", "${string}")
        name = f"[name: `{pattern}`]" if pattern != array.name else array.name
        mark = "" if array.is_always_there or pattern != array.name else "?"
        lines += [f"  /** {array.elements} */", f"  {name}{mark}: {_ARRAYS[array.kind]};"]
    return "\n".join([*lines, "}"])


def typescript() -> str:
    """The declarations for the browser's side."""
    dictionaries = [one for one in vars(messages).values() if is_typeddict(one)]
    parts = [
        "// Made of nnviz/live/messages.py and message_arrays.py; not to be changed by hand.",
        *map(_interface, (one for one in dictionaries if one.__module__ == messages.__name__)),
        *(_arrays(title, arrays) for title, (_, arrays) in MESSAGES.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _meaning(kind: Any, meaning: str) -> str:
    """What an entry means, with the entries of what stands in it."""
    inner = [
        part
        for part in (kind, *get_args(kind), *(b for a in get_args(kind) for b in get_args(a)))
        if is_typeddict(part)
    ]
    parts = [
        f"`{name}`: {_with_names(of, text or in_typescript(of))}"
        for one in inner
        for name, of, text in entries_of(one)
    ]
    return f"{meaning} ({'; '.join(parts)})" if parts else meaning


def _with_names(kind: Any, meaning: str) -> str:
    """What an entry means, with the names that it may have where those are listed."""
    if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return meaning
    return f"{meaning}: {', '.join(f'`{name}`' for name in kind)}"


def _as_written(name: str) -> str:
    """The name of an array as people write it, where there are several."""
    return name.replace("{layer}", "L").replace("{moment}", "NAME")


def tables(title: str) -> str:
    """The tables that describe a message."""
    header, arrays = MESSAGES[title]
    lines = ["| Header | Meaning |", "|---|---|"]
    lines += [f"| `{name}` | {_meaning(kind, text)} |" for name, kind, text in entries_of(header)]
    lines += ["", "| Array | Type | Elements |", "|---|---|---|"]
    lines += [f"| `{_as_written(one.name)}` | {one.kind} | {one.elements} |" for one in arrays]
    return "\n".join(lines)


def description(text: str) -> str:
    """`docs/frames.md` with its tables as they are to be.

    Parameters
    ----------
    text
        With ``<!-- tables of a scene -->`` before the tables of a scene, and ``<!-- end -->``
        after them; so for the others.
    """
    for title in MESSAGES:
        mark = f"<!-- tables of a {title} -->"
        before, _, rest = text.partition(f"{mark}\n")
        _, end, after = rest.partition("<!-- end -->")
        assert end, f"there is no {mark}"
        text = f"{before}{mark}\n{tables(title)}\n{end}{after}"
    return text


if __name__ == "__main__":
    TYPES.write_text(typescript(), encoding="utf-8")
    DESCRIPTION.write_text(description(DESCRIPTION.read_text(encoding="utf-8")), encoding="utf-8")
