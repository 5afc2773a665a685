"""Runs as files: everything that there is of a run, in one, to be opened again anywhere."""

from nnviz.saving.problem import RunFileProblem
from nnviz.saving.run_file import SavedRun, read_run, write_run

__all__ = ["RunFileProblem", "SavedRun", "read_run", "write_run"]
