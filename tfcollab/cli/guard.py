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
        try:
            return super().invoke(ctx)
        except UserError as error:
            fail(str(error), BAD_INPUT)
        except KeyboardInterrupt:
            fail("interrupted; nothing unfinished was kept.", INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            reason = _DISK.get(error.errno or 0)
            if reason is None:
                _report_fault(error, debug=bool(ctx.params.get("debug")))
            where = f" at {error.filename}" if error.filename else ""
            fail(f"{reason}{where}: free some space or choose another folder with --out.", BAD_INPUT)
        except ModuleNotFoundError as error:
            _report_missing(error, debug=bool(ctx.params.get("debug")))
        except Exception as error:
            if _is_of_the_parser(error):
                raise
            _report_fault(error, debug=bool(ctx.params.get("debug")))


def fail(sentence: str, status: int) -> NoReturn:
    """Prints the sentence on stderr and leaves with the status."""
    print(f"tfcollab: {sentence}", file=sys.stderr)
    raise typer.Exit(status)


def _is_of_the_parser(error: Exception) -> bool:
    # Typer carries its own copy of Click from 0.20 on, so that neither module can be named here for all versions
    return isinstance(error, (typer.Exit, typer.Abort)) or any(
        c.__name__ == "ClickException" for c in type(error).__mro__
    )


def _report_missing(error: ModuleNotFoundError, debug: bool) -> NoReturn:
    name = (error.name or "").partition(".")[0]
    if name == "tfcollab" or not name:
        _report_fault(error, debug)
    if name in {"torch", "lightning", "albumentations", "monai", "onnx", "yaml"}:
        fail(f"this command needs {name}, which is not installed: pip install 'tfcollab[train]'.", BAD_INPUT)
    if name == "onnxruntime":
        fail("ONNX Runtime is not installed: pip install 'tfcollab[cpu]', or 'tfcollab[cuda]' for NVIDIA.", BAD_INPUT)
    fail(f"the package {name} is missing from this installation: install tfcollab again with pip.", BAD_INPUT)


def _report_fault(error: BaseException, debug: bool) -> NoReturn:
    if debug:
        traceback.print_exception(error)
        fail("this is a fault of the program; the traceback is above.", OUR_FAULT)
    try:
        handle, name = tempfile.mkstemp(prefix="tfcollab-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        traceback.print_exception(error)
        fail("this is a fault of the program; the traceback above could not be filed.", OUR_FAULT)
    fail(f"this is a fault of the program ({type(error).__name__}); the traceback is in {Path(name)}.", OUR_FAULT)
