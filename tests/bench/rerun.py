"""(b) Processor time of a rerun per page, without browser or network."""

from __future__ import annotations

import time
from statistics import median

from streamlit.testing.v1 import AppTest

from tests.bench.machine import ROOT, save


def measure() -> None:
    """Run and save."""
    rows = []
    for folder in sorted((ROOT / "pages").iterdir()):
        if not (folder / "page.py").exists():
            continue
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
        app.switch_page(f"pages/{folder.name}/page.py").run()
        spent = []
        for i in range(24):
            app.query_params["outflow_rate"] = str(round(0.0165 + 0.0001 * i, 4))
            start = time.process_time()
            app.run()
            spent.append(1e3 * (time.process_time() - start))
        rows.append({"page": folder.name, "ms": round(median(spent[4:]), 1)})
    save("rerun", {"rows": rows})
