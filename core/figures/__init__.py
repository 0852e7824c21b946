"""Charts: specifications built once per language and theme, and the small tables they take."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time

from core.text.catalog import Language


def build_all(language: Language, dark: bool) -> int:
    """Build every specification that needs no more than language and theme; gives how many there are."""
    built = 0
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isroutine):
            if name.endswith("_spec") and function.__module__ == module.name and len(inspect.signature(function).parameters) == 2:
                function(language, dark)
                built += 1
                time.sleep(0.5)  # a visitor who is already here goes first
    return built
