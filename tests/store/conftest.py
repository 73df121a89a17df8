import sys
from pathlib import Path

# helpers that tests/video shares with these
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "video"):
    sys.path.insert(0, str(folder))
