"""Ctrl-C and a polite kill unwind the program, so that scratch files go; neither is ever lost."""

import signal
import sys
import threading
from types import FrameType

#: long enough to be out of the destructor or callback that swallowed the first request
_ASK_AGAIN_S = 0.05


def end_when_asked() -> None:
    """SIGTERM raises SystemExit(143) in the main thread, as Ctrl-C raises KeyboardInterrupt.

    Python drops an exception that a signal raises inside a destructor or callback: then the signal is sent once more.
    """
    signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = _ask_again


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _ask_again(dropped: "sys.UnraisableHookArgs") -> None:
    if isinstance(dropped.exc_value, KeyboardInterrupt):
        number = signal.SIGINT
    elif isinstance(dropped.exc_value, SystemExit):
        number = signal.SIGTERM
    else:
        sys.__unraisablehook__(dropped)
        return
    again = threading.Timer(_ASK_AGAIN_S, _send, [number])
    again.daemon = True
    again.start()


def _send(number: signal.Signals) -> None:
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        # to the very thread, which may be waiting in a system call
        signal.pthread_kill(main, number)
    else:
        signal.raise_signal(number)
