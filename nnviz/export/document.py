"""A program in sections, as a script or as a notebook.

The notebook format is written down here rather than taken from a package: a few keys are all that
it needs (nbformat 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html).
"""

from dataclasses import dataclass
from json import dumps
from typing import Any


@dataclass(frozen=True)
class Section:
    """A piece of a program.

    Attributes
    ----------
    title
    code
        Without blank lines before or after.
    """

    title: str
    code: str


@dataclass(frozen=True)
class Document:
    """A program.

    Attributes
    ----------
    title
        One line; plain text of our own, as it becomes HTML.
    install
        The command that brings what it needs.
    file_name
        Of the script.
    imports
        Source.
    sections
        Between them they define ``main``, and with `trained` also ``train`` and what that names.
    trained
        Name of the network as nnviz trained it, which ``main`` takes; empty where the program
        trains none.
    """

    title: str
    install: str
    file_name: str
    imports: str
    sections: tuple[Section, ...]
    trained: str = ""

    def script(self) -> str:
        """As the text of a Python file."""
        runs = [("", "says what it predicts for a few rows")]
        if self.trained:
            runs.append((" train", "trains one anew, and says the same of it"))
        usage = [f"    python {self.file_name}{what:<10}{does}" for what, does in runs]
        head = "\n".join([f'"""{self.title}', "", f"    {self.install}", *usage, '"""'])
        parts = [f"{head}\n\n{self._imports('import sys')}"]
        for section in self.sections:
            rule = "-" * (95 - len(section.title))
            parts.append(f"# {section.title} {rule}\n\n{section.code}")
        main = "main()"
        if self.trained:
            main = f'main(train() if sys.argv[1:] == ["train"] else {self.trained})'
        parts.append(f'if __name__ == "__main__":\n    {main}')
        return "\n\n\n".join(parts) + "\n"

    def _imports(self, also: str) -> str:
        return f"{also}\n\n{self.imports}" if self.trained else self.imports

    def notebook(self) -> str:
        """As the text of a Jupyter notebook."""
        trains = bool(self.trained)
        told = f"# {self.title}\n\nIt needs `{self.install}`. Run the cells from top to bottom" + (
            "; the last one trains a network anew, with the settings of the run." * trains or "."
        )
        cells = [_cell("markdown", told), _cell("code", self.imports)]
        for section in self.sections:
            cells += [_cell("markdown", f"## {section.title}"), _cell("code", section.code)]
        cells += [_cell("code", "main()"), *([_cell("code", "main(train())")] if trains else [])]
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        python = {"display_name": "Python 3", "language": "python", "name": "python3"}
        metadata = {"kernelspec": python, "language_info": {"name": "python"}}
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
        return dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell
