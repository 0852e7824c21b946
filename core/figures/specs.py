"""Specifications that are built once per language and theme, here or in a process beside the server.

Altair needs some 50 ms of processor time for one. A process of its own builds them all while the first visitors are
served, so that neither they nor the first visitor of another page pay for it.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from core.text.catalog import LANGUAGES, Language

Spec = dict[str, Any]
Build = Callable[[Language, bool], Spec]

_BUILDERS: Final[dict[str, Build]] = {}
_BUILT: Final[dict[str, Spec]] = {}
_ONE_AT_A_TIME: Final = threading.RLock()
PATIENCE: Final = 120.0
"""Seconds after which the process beside is given up; a page then builds what it needs itself."""


def built_once(build: Build) -> Build:
    """Remember what a builder of a specification made, per language and theme. What it gives is not to be changed."""
    name = f"{build.__module__}.{build.__qualname__}"
    _BUILDERS[name] = build

    @functools.wraps(build)
    def remembered(language: Language, dark: bool) -> Spec:
        key = _key(name, language, dark)
        if key not in _BUILT:
            with _ONE_AT_A_TIME:
                if key not in _BUILT:
                    _BUILT[key] = build(language, dark)
        return _BUILT[key]

    return remembered


def axes_once(build: Build) -> Build:
    """Let a builder's specification say what the axes are in its first layer only: they stood in each, and were half of it.

    Vega-Lite lays the axes of all layers together. For a chart of which a test sees that the same comes of it: where layers are
    stacked, or an axis leaves something to Vega-Lite, it is another.
    """

    @functools.wraps(build)
    def shorter(language: Language, dark: bool) -> Spec:
        said: dict[str, Any] = {}
        spec = build(language, dark)
        return {**spec, "layer": [_once(layer, said) for layer in spec["layer"]]}

    return shorter


def _once(layer: Spec, said: dict[str, Any]) -> Spec:
    """A layer without the axes that were said."""
    encoding = dict(layer.get("encoding", {}))
    for channel in ("x", "y"):
        axis = encoding.get(channel, {}).get("axis")
        if axis is None:
            continue
        if channel not in said:
            said[channel] = axis
        elif said[channel] == axis:
            encoding[channel] = {name: value for name, value in encoding[channel].items() if name != "axis"}
    return {**layer, "encoding": encoding} if encoding else layer


def build_all() -> dict[str, Spec]:
    """Every specification in every language and theme, by the key that they are remembered by."""
    package = importlib.import_module("core.figures")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {
        _key(name, language, dark): build(language, dark)
        for language in LANGUAGES
        for dark in (False, True)
        for name, build in _BUILDERS.items()
    }


def take_over(specs: Mapping[str, Spec]) -> None:
    """Remember specifications that another process built, of pages that nobody opened yet too; what is here stays."""
    for key, spec in specs.items():
        _BUILT.setdefault(key, spec)


def build_beside() -> None:
    """Let a process beside this one build everything, and take it over. Nothing is lost when that fails."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.figures", str(os.getpid())],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return
    take_over(json.loads(done.stdout))


def _key(name: str, language: Language, dark: bool) -> str:
    return f"{name} {language} {'dark' if dark else 'light'}"
