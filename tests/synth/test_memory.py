"""Freed arrays are used again."""

import subprocess
import sys

import pytest

#: prints how many pages the system had to give while arrays of 4 MB came and went
PROGRAM = """
import resource
import numpy as np
from tfcollab.synth.memory import keep_freed_memory
keep_freed_memory()
np.ones(2**20, np.float32) + 1
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    np.ones(2**20, np.float32) + 1
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc only")
def test_arrays_that_come_and_go_cost_no_new_pages():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    # without it each of the 100 arrays may cost up to 1024
    assert int(run.stdout) < 3000
