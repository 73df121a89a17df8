import sys
from pathlib import Path

# helpers of these tests, and the tiny models that tests/runtime shares with them
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "runtime"):
    sys.path.insert(0, str(folder))
