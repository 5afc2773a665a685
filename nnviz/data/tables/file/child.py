"""Programs of our own that a table is handed to, and that hand it back otherwise."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import IO


def begin(arguments: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start one.

    Parameters
    ----------
    arguments
        Of the interpreter: which program, and what it is to be told.
    environment
        What it has beyond the variables of this process.

    Raises
    ------
    OSError
        No program can be started here.
    """
    return subprocess.Popen(
        [sys.executable, "-P", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def hand(content: bytes, process: subprocess.Popen[bytes]) -> IO[bytes]:
    """Give a program its table; what it hands back can be read from what this returns.

    A program that has ended before it had all of it, hands back nothing: how it ended, tells its
    return code.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin as source:
            source.write(content)
    except BrokenPipeError:
        pass
    return process.stdout
