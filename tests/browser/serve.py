"""`streamlit run app.py` for tests: the charts' specifications come from a file, and not from a process beside every server.

`python -m tests.browser.serve FILE …` takes the file that `python -m core.figures` wrote, and settings for Streamlit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from streamlit.web.cli import main

from core.figures.specs import take_over
from core.server import process

if __name__ == "__main__":
    written = Path(sys.argv[1])
    process.build_beside = lambda: take_over(json.loads(written.read_text(encoding="utf-8")))
    sys.argv = ["streamlit", "run", "app.py", *sys.argv[2:]]
    main()
