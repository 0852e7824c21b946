"""What stands in `deploy/` and beside it is what the README and the app ask for."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pins(name: str) -> dict[str, str]:
    """Versions by package of a constraints file."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {match[1].lower().replace("_", "-"): match[2] for line in lines if (match := re.match(r"([\w.-]+)==([\w.]+)", line))}


def test_the_hashes_are_of_the_versions_that_are_tested_and_name_no_index() -> None:
    tested, hosted = pins("constraints.txt"), pins("constraints-host.txt")
    assert {name: tested.get(name) for name in hosted} == hosted
    text = (ROOT / "constraints-host.txt").read_text(encoding="utf-8")
    assert not re.search(r"(?m)^-|https?:|file://", text)
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


def test_every_dependency_of_the_app_is_pinned_with_hashes() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'"([\w-]+)[<>=]', project.partition("dependencies = [")[2].partition("]")[0])
    assert len(wanted) > 10
    assert set(wanted) <= set(pins("constraints-host.txt"))


def service_of(name: str) -> configparser.SectionProxy:
    """What a unit says of its service."""
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / f"{name}.service", encoding="utf-8")
    return unit["Service"]


def test_the_unit_restarts_runs_without_rights_and_is_bounded() -> None:
    service = service_of("koers@")
    assert service["ExecStart"].startswith("/opt/koers/.venv/bin/streamlit run app.py --server.port %i")
    assert (service["Restart"], service["RestartSec"]) == ("always", "1")
    assert int(service["LimitNOFILE"]) >= 65536
    for name in ("MemoryMax", "DynamicUser", "NoNewPrivileges", "PrivateTmp", "ProtectSystem"):
        assert service[name]


def test_scheduler_and_workers_run_without_rights_from_what_the_extra_installs() -> None:
    for name, command in (("koers-scheduler", "dask scheduler --host"), ("koers-worker", "dask worker ${KOERS_SCHEDULER}")):
        service = service_of(name)
        assert service["ExecStart"].startswith(f"/opt/koers/.venv/bin/{command}")
        assert (service["Restart"], service["DynamicUser"], service["NoNewPrivileges"]) == ("always", "yes", "yes")
    assert "'/src[cluster]'" in (ROOT / "deploy" / "Containerfile.batch").read_text(encoding="utf-8")
    assert {"dask", "distributed", "scikit-learn"} <= set(pins("constraints.txt"))
