"""The very source of functions of nnviz, with all that they call, to stand in a program.

What is written once in the package is so written once in every program, too: nothing is told a
second way. Only what can stand alone is taken, which is the standard library and nnviz's own.
"""

import ast
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from dis import get_instructions
from functools import cache
from importlib import import_module
from inspect import getsource
from types import CodeType

_OWN = "nnviz"
_Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Embedded:
    """Source that stands alone.

    Attributes
    ----------
    imports
        Lines that it needs, all of the standard library.
    code
        The definitions, each after those that it leans on.
    """

    imports: tuple[str, ...]
    code: str


@dataclass
class _Module:
    """What a module defines, and what it imports."""

    lines: list[str]
    definitions: dict[str, _Definition] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)

    def source_of(self, name: str) -> str:
        """A definition as the module has it, with its decorators and the comment above it."""
        node = self.definitions[name]
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        while first > 1 and self.lines[first - 2].startswith("#"):
            first -= 1
        return "\n".join(self.lines[first - 1 : node.end_lineno])


@cache
def _module(name: str) -> _Module:
    source = getsource(import_module(name))
    module = _Module(source.splitlines())
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                module.definitions[node.name] = node
            case ast.Assign():
                for target in node.targets:
                    for one in ast.walk(target):
                        if isinstance(one, ast.Name):
                            module.definitions[one.id] = node
            case ast.AnnAssign(target=ast.Name(id=target_name)):
                module.definitions[target_name] = node
            case ast.AugAssign():
                # It would be left out, and the program mean something else.
                raise ValueError(f"line {node.lineno} of {name} changes what is defined above it")
            case ast.Import():
                for alias in node.names:
                    module.imported[alias.asname or alias.name] = (alias.name, "")
            case ast.ImportFrom(module=str(origin)):
                for alias in node.names:
                    module.imported[alias.asname or alias.name] = (origin, alias.name)
    return module


def embedded(*wanted: object) -> Embedded:
    """The source of functions and classes, and of all that they lean on.

    Raises
    ------
    ValueError
        Something leans on what is neither of the standard library nor NumPy nor nnviz's own.
    """
    walk = _Walk()
    for one in wanted:
        walk.take(str(one.__module__), str(one.__name__))  # type: ignore[attr-defined]
    return Embedded(tuple(sorted(walk.imports)), _joined(walk.pieces))


class _Walk:
    """Takes definitions, what they lean on first."""

    def __init__(self) -> None:
        self.imports: set[str] = set()
        self.pieces: list[str] = []
        # Module and name there, and what it is called in the program.
        self._taken: dict[tuple[str, str], str] = {}

    def take(self, module_name: str, name: str) -> str:
        """Take what a module means by a name; what the program calls it."""
        module = _module(module_name)
        if name in module.imported:
            return self._import(name, *module.imported[name])
        return self._define(module_name, name) if name in module.definitions else name

    def _define(self, module_name: str, name: str) -> str:
        if (module_name, name) in self._taken:
            return self._taken[module_name, name]
        module = _module(module_name)
        names: dict[str, str] = {}
        for one, node in module.definitions.items():
            if node is module.definitions[name]:  # One assignment may give several names.
                is_free = one not in self._taken.values()
                names[one] = one if is_free else f"{one}_{module_name.rpartition('.')[2]}"
                self._taken[module_name, one] = names[one]
        source = module.source_of(name)
        names |= {used: self.take(module_name, used) for used in _names_in(source)}
        for own, called in names.items():
            if own != called:
                source = re.sub(rf"\b{own}\b", called, source)
        self.pieces.append(source)
        return names[name]

    def _import(self, name: str, origin: str, original: str) -> str:
        package = origin.partition(".")[0]
        if package == _OWN:
            if (original or name) != name:
                raise ValueError(f"{origin}.{original} goes by another name, {name}")
            return self.take(origin, name)
        if package not in sys.stdlib_module_names and (name, origin) != ("np", "numpy"):
            raise ValueError(f"{name} comes from {origin}, which a program need not have")
        if package != "numpy":  # That is in every program.
            renamed = f" as {name}" if (original or origin) != name else ""
            line = f"from {origin} import {original}" if original else f"import {origin}"
            self.imports.add(line + renamed)
        return name


def _names_in(source: str) -> Iterable[str]:
    """Names that a definition looks for outside itself, in the order of their use."""
    return dict.fromkeys(_looked_up(compile(source, "<embedded>", "exec")))


def _looked_up(code: CodeType) -> Iterable[str]:
    for step in get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield str(step.argval)
        elif isinstance(step.argval, CodeType):
            yield from _looked_up(step.argval)


def _joined(pieces: Iterable[str]) -> str:
    """Constants one below the other, functions and classes with two blank lines around them."""
    joined = ""
    before = ""
    for piece in pieces:
        kind = "definition" if _is_definition(piece) else "constant"
        if joined:
            joined += "\n" if kind == before == "constant" else "\n\n\n"
        joined += piece
        before = kind
    return joined


def _is_definition(piece: str) -> bool:
    code = [line for line in piece.splitlines() if not line.startswith("#")]
    return code[0].startswith(("def ", "class ", "@"))


def merged(lines: Iterable[str]) -> list[str]:
    """Import lines as they are usually laid out: one for each module, whole modules first."""
    whole: set[str] = set()
    names: dict[str, set[str]] = {}
    for line in lines:
        if line.startswith("import "):
            whole.add(line)
        elif line:
            module, _, taken = line.removeprefix("from ").partition(" import ")
            names.setdefault(module, set()).update(taken.split(", "))
    return [
        *sorted(whole),
        *(
            f"from {module} import {', '.join(sorted(names[module], key=_isort))}"
            for module in sorted(names)
        ),
    ]


def _isort(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
