"""How a command ends: exit status 0, 2 (something outside is wrong), 1 (our fault) or 130 (Ctrl-C)."""

import errno
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from tfcollab import faults
from tfcollab.errors import UserError

BAD_INPUT = 2
OUR_FAULT = 1
INTERRUPTED = 130

_DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file grew larger than the system allows",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission was denied",
    errno.EPERM: "permission was denied",
}


class GuardedGroup(TyperGroup):
    """Runs a command, and turns whatever comes out of it into one sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        faults.tell_no_values(False)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("interrupted; nothing unfinished was kept.", INTERRUPTED)
        except Exception as error:
            if _is_of_the_parser(error) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
                raise
            fail(*sentence_of(error, debug=bool(ctx.params.get("debug"))))


def sentence_of(error: Exception, debug: bool = False) -> tuple[str, int]:
    """What a person is told of an error, and the exit status.

    The traceback of a fault of the program is filed, or with debug printed.
    """
    if isinstance(error, UserError):
        return str(error), BAD_INPUT
    if isinstance(error, OSError) and (reason := _DISK.get(error.errno or 0)):
        where = f" at {error.filename}" if error.filename else ""
        return f"{reason}{where}: free some space or choose another folder with --out.", BAD_INPUT
    name = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if name and name != "tfcollab":
        return _missing(name), BAD_INPUT
    return _fault(error, debug), OUR_FAULT


def fail(sentence: str, status: int) -> NoReturn:
    """Prints the sentence on stderr and leaves with the status."""
    print(f"tfcollab: {sentence}", file=sys.stderr)
    raise typer.Exit(status)


def _is_of_the_parser(error: Exception) -> bool:
    # Typer carries its own copy of Click from 0.20 on, so that neither module can be named here for all versions
    return isinstance(error, (typer.Exit, typer.Abort)) or any(
        c.__name__ == "ClickException" for c in type(error).__mro__
    )


def _missing(package: str) -> str:
    if package in {"torch", "lightning", "albumentations", "monai", "onnx", "yaml"}:
        return f"this command needs {package}, which is not installed: pip install 'tfcollab[train]'."
    if package == "onnxruntime":
        return "ONNX Runtime is not installed: pip install 'tfcollab[cpu]', or 'tfcollab[cuda]' for NVIDIA."
    return f"the package {package} is missing from this installation: install tfcollab again with pip."


def _fault(error: BaseException, debug: bool) -> str:
    if debug:
        traceback.print_exception(error)
        return "this is a fault of the program; the traceback is above."
    try:
        handle, name = tempfile.mkstemp(prefix="tfcollab-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(faults.told(error))
    except OSError:
        print(faults.told(error), end="", file=sys.stderr)
        return "this is a fault of the program; the traceback above could not be filed."
    return f"this is a fault of the program ({type(error).__name__}); the traceback is in {Path(name)}."
