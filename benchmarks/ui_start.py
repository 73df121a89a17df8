"""`tfcollab app` until its window was painted once; tells the moment, by the clock that all processes share."""

import gc
import sys
import time
from pathlib import Path
from typing import Any

from tfcollab.cli.main import main


def until_painted(folder: Path) -> None:
    """Prints time.monotonic() of the first painted frame, and leaves."""
    # as the command does; what it loads itself, here and not before: so it is part of what is measured
    gc.disable()
    from PySide6.QtCore import QCoreApplication

    from tfcollab.app import launch

    class Told(launch.Window):
        """A window that ends the program once it was seen."""

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            assert self.quick is not None
            self.quick.frameSwapped.connect(self._tell)
            # were it painted already, this is the next one
            self.quick.update()

        def _tell(self) -> None:
            print(time.monotonic(), flush=True)
            QCoreApplication.quit()

    launch.Window = Told  # type: ignore[misc, assignment]
    sys.argv = ["tfcollab", "app", "--records", str(folder / "records"), "--settings", str(folder / "settings.json")]
    main()


if __name__ == "__main__":
    until_painted(Path(sys.argv[1]))
