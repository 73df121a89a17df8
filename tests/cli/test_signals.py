import subprocess
import sys

import pytest

WAITING = """
import signal, sys, time
from tfcollab.cli.signals import end_when_asked

signal.signal(signal.SIGINT, signal.default_int_handler)
end_when_asked()

class Dying:
    def __del__(self):
        signal.raise_signal(signal.{name})

try:
    Dying()
    print("dropped", flush=True)
    time.sleep(30)
except BaseException as asked:
    print(repr(asked), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal does not wake a sleeping process on Windows")
@pytest.mark.parametrize(("name", "asked"), [("SIGTERM", "SystemExit(143)"), ("SIGINT", "KeyboardInterrupt()")])
def test_a_request_that_a_destructor_swallowed_is_made_again(name: str, asked: str) -> None:
    done = subprocess.run([sys.executable, "-c", WAITING.format(name=name)], capture_output=True, text=True, timeout=25)
    assert done.stdout.splitlines() == ["dropped", asked], done.stderr
    assert "ignored" not in done.stderr


def test_any_other_fault_in_a_destructor_is_told() -> None:
    code = "from tfcollab.cli.signals import end_when_asked\nend_when_asked()\n"
    code += "class Dying:\n    def __del__(self): raise ValueError('told')\nDying()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=25)
    assert "ValueError: told" in done.stderr
