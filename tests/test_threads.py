"""Linear algebra runs on one thread wherever the model runs without a server."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from threadpoolctl import threadpool_info

COUNT = """
import json
import core.__main__
from threadpoolctl import threadpool_info
print(json.dumps([pool["num_threads"] for pool in threadpool_info()]))
"""


def test_the_tests_run_on_one_thread():
    np.linalg.cholesky(np.eye(3))
    assert [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
    assert {pool["num_threads"] for pool in threadpool_info()} == {1}


@pytest.mark.exhaustive
def test_the_command_runs_on_one_thread_whatever_the_machine_has():
    without = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", COUNT], env=without, capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) == {1}
