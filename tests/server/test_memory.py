"""What sessions took and left goes back to the machine, also what other threads than the first took."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT

TAKEN_MB = 96
CODE = f"""
import ctypes, threading
from core.server.memory import give_back, keep_memory

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6

def take():
    together.wait()
    together.wait()
    blocks = [libc.malloc(1_000_000) for _ in range({TAKEN_MB} // 6)]
    for block in blocks:
        ctypes.memset(block, 1, 1_000_000)
    together.wait()
    for block in blocks:
        libc.free(block)

together = threading.Barrier(7)
early = [threading.Thread(target=take) for _ in range(6)]
for one in early:
    one.start()
together.wait()
keep_memory()
before = resident()
together.wait()
together.wait()
for one in early:
    one.join()
kept = resident()
libc.malloc_trim(0)
trimmed = resident()
give_back()
print(before, kept, trimmed, resident())
"""
"""Threads that were there before the settings have memory of their own, as a server's have."""


@pytest.mark.exhaustive
def test_what_threads_left_free_at_the_end_of_their_memory_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    before, kept, trimmed, after = map(float, done.stdout.split())
    assert kept - before > 0.9 * TAKEN_MB, "it stays with the process, for the next run"
    assert trimmed - before > 0.5 * TAKEN_MB, "or there is nothing to do beside it"
    assert after - before < 0.1 * TAKEN_MB
