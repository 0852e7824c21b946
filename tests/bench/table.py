"""RESULTS.md from what was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bench.machine import RESULTS

OUT = Path(__file__).resolve().parent / "RESULTS.md"


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _on(result: dict[str, Any]) -> str:
    on = result["on"]
    versions = ", ".join(f"{name} {on[name]}" for name in on if name not in ("date", "machine"))
    return f"Measured {on['date']} on {on['machine']}; {versions}."


def _kernel(result: dict[str, Any]) -> str:
    rows = [[row["draws"], row["months"], row["ms"]] for row in result["rows"]]
    whole = result["with_quantiles_ms"]
    return _table(["draws", "months", "ms"], rows) + f"\n\n2,048 draws × 40 months × all outputs × five quantiles: {whole} ms."


def _batch(result: dict[str, Any]) -> str:
    rows = [[row["processes"], row["seconds"], round(result["paths"] / row["seconds"])] for row in result["rows"]]
    one, kernel = result["batch_paths_per_core_second"], result["kernel_paths_per_core_second"]
    return (
        f"{result['paths']:,} paths of 36 months. One core does {one:,} paths a second of processor time, reading, quantiles and "
        f"writing included: {100 * result['ratio']:.0f}% of the bare kernel's {kernel:,}. A million paths cost "
        f"{result['core_seconds_per_million']} core-seconds. Results are the same bytes: "
        f"{'yes' if result['same_bytes'] else 'no'}. Wall time, beginning of the processes included, with a load of "
        f"{result['load']} on the machine:\n\n" + _table(["processes", "seconds", "paths per second"], rows)
    )


def _rerun(result: dict[str, Any]) -> str:
    note = "\n\nProcessor time of a whole rerun of the script, router included; a slider reruns only the page's fragment."
    return _table(["page", "CPU ms"], [[row["page"], row["ms"]] for row in result["rows"]]) + note


def _drag(result: dict[str, Any]) -> str:
    charts = list(result["drags"][0]["repaints_per_second"])
    rows = [[drag["lever"], *(drag["repaints_per_second"][chart] for chart in charts)] for drag in result["drags"]]
    return (
        "Repaints per second during a two-second drag, server and browser on the same machine. A chart that a lever does not "
        "touch stays as it is: 0.\n\n"
        + _table(["lever", *charts], rows)
        + f"\n\nRelease to last chart painted: {result['release_ms']} ms; floor page (one `st.slider`, one `st.line_chart`): "
        f"{result['floor_release_ms']} ms; ratio {result['ratio']}. "
        f"Last frame equals the released value: {'yes' if result['last_frame_is_released_value'] else 'no'}."
    )


def _thumb(result: dict[str, Any]) -> str:
    charts = list(result["drags"][0]["frames"]) if result["drags"] else []
    drags = [
        [
            drag["line"], "browser" if drag["drawn"] else "server", drag["lever"], *(drag["frames"][chart] for chart in charts),
            drag["p50_ms"], drag["p95_ms"], drag["ready_ms"] or "", drag["load"],
        ]
        for drag in result["drags"]
    ]  # fmt: skip
    families = [[row[key] for key in ("page", "lever", "cpu_ms", "most_ms", "kb", "unpacked_kb")] for row in result["families"]]
    before = {row["people"]: row for row in json.loads((RESULTS / "thumb_before.json").read_text(encoding="utf-8"))["crowds"]}
    keys = ["people", "family_p50_ms", "family_p95_ms", "release_p50_ms", "release_p95_ms", "cpu_percent", "load"]
    crowds = [
        [*(row[key] for key in keys), before[row["people"]]["answers_per_second"], before[row["people"]]["release_p50_ms"]]
        for row in result["crowds"]
    ]
    drawn = (
        "A drag of two seconds, drawn by the browser from a family, or by asking the server for every picture as the version "
        "before did. Frames in which a chart changed, a second; from a move of the thumb to the frame after its first repaint; "
        "from coming near until the family is there. Load is that of the machine, of one minute.\n\n"
        + _table(["line", "drawn by", "lever", *charts, "thumb → paint p50 ms", "p95 ms", "near → ready ms", "load"], drags)
    )
    return (
        (drawn if drags else "Frames and thumb to paint have not been measured yet: run this section on a quiet machine.")
        + "\n\nA family that nobody asked for before, at random scenarios:\n\n"
        + _table(["page", "lever", "CPU ms", "most", "kB packed, most", "kB unpacked"], families)
        + "\n\nPeople who drag at once, each 2 s of every 6 s and each time another slider, so that hardly a scenario is met "
        "twice; one process, clients on the same machine. What is drawn under their thumbs costs the server nothing. In the "
        "version before each picture was an answer.\n\n"
        + _table(
            ["people", "family p50 ms", "p95 ms", "release p50 ms", "p95 ms", "CPU % of one core", "load",
             "before: pictures a second", "before: release p50 ms"], crowds,
        )
    )  # fmt: skip


def _heap(result: dict[str, Any]) -> str:
    each, floor = (1e3 * result[f"{name}growth_mb"] / result[f"{name}drags"] for name in ("", "floor_"))
    return (
        f"{result['drags']} drags over all pages with sliders, each time after the browser threw away what nobody uses: "
        f"{result['before_mb']} MB before, {result['after_mb']} MB after, "
        f"{result['growth_mb']} MB more ({each:.0f} kB a release). "
        f"On a page of Streamlit's own with one slider and one chart a release leaves {floor:.0f} kB."
    )


def _answer(result: dict[str, Any]) -> str:
    before = {row["page"]: row for row in json.loads((RESULTS / "answer_before.json").read_text(encoding="utf-8"))["rows"]}
    rows = [[row["page"], before[row["page"]]["cpu_ms"], row["cpu_ms"], row["kb"], row["load"]] for row in result["rows"]]
    note = (
        "\n\nProcessor time of the server's process for one release of a slider, one at a time; before is the version before, "
        "measured in the same hour."
    )
    return _table(["page", "before, CPU ms", "CPU ms", "kB unpacked", "load"], rows) + note


def _load(result: dict[str, Any]) -> str:
    keys = ["sessions", "answers", "p50_ms", "p95_ms", "p99_ms", "errors", "cpu_ms_per_answer", "cpu_percent", "memory_mb"]
    head = ["sessions", "answers", "p50 ms", "p95 ms", "p99 ms", "errors", "CPU ms per answer", "CPU % of one core", "memory MB"]
    note = (
        f"\n\nEach session moves a slider every three seconds, {result['seconds']:.0f} s per row, one process, "
        "clients on the same machine."
    )
    return _table(head, [[row[key] for key in keys] for row in result["rows"]]) + note


def _replicas(result: dict[str, Any]) -> str:
    keys = ["processes", "sessions", "sliders", "answers", "p50_ms", "p95_ms", "p99_ms", "errors", "cpu_ms_per_answer"]
    head = ["processes", "sessions", "sliders", "answers", "p50 ms", "p95 ms", "p99 ms", "errors", "CPU ms per answer"]
    head += ["CPU % of one core, each", "clients' CPU %", "all else CPU %", "families, without", "memory MB, each", "load"]
    rows = [
        [
            *(row[key] for key in keys), _each(row["cpu_percent"]), row["clients_percent"], row["beside_percent"],
            f"{row['families']}, {row['without_family']}", _each(row["memory_mb"]), row["load"],
        ]
        for row in result["rows"]
    ]  # fmt: skip
    note = (
        f"\n\nBehind nginx over TLS, processes sharing a PostgreSQL, all of it and the clients on the same machine, "
        f"{result['seconds']:.0f} s per row from when all visitors were there; each moves a slider every three seconds and got "
        "its process by a cookie of the proxy, all from one address. A visitor moves the same slider each time, or one of four; "
        "near a slider they fetch what its thumb draws, as a browser does that does not have it yet. With four hardly a scenario "
        "is met twice: answers go first, and whoever is told that there is no such family goes on without. All else is nginx, "
        "PostgreSQL, and whatever else the machine did meanwhile. Load is that of the machine, of one minute."
    ) + (" Others used the machine too, and had what these processes left (`chrt -r 1`)." if result.get("first") else "")
    return _table(head, rows) + note


def _room(result: dict[str, Any]) -> str:
    head = ["screen px", "at", "lever", "chart", "frames a second", "thumb → paint p50 ms", "p95 ms", "load"]
    rows = [
        [
            row["screen"], row["place"], row["lever"], row["chart"], row["frames"][row["chart"]], row["p50_ms"], row["p95_ms"],
            row["load"],
        ]
        for row in result["rows"]
    ]  # fmt: skip
    note = "\n\nA drag of two seconds, as above; a desk has all charts of the page under its thumb, a room the one that it shows."
    return _table(head, rows) + note


def _phones(result: dict[str, Any]) -> str:
    keys = ["where", "guesses", "p50_ms", "p95_ms", "most_ms", "all_ms", "cpu_percent", "load"]
    head = ["where", "guesses", "p50 ms", "p95 ms", "most ms", "all there ms, most", "CPU % of one core, together", "load"]
    note = (
        f"\n\n{result['phones']} phones that ask every other second what is asked and then all guess in the same moment, at "
        f"{result['questions']} questions; from sending a guess until the server has it, and from the first of them until the "
        "screen can count all. Clients on the same machine; load is that of the machine, of one minute."
    )
    return _table(head, [[row[key] for key in keys] for row in result["rows"]]) + note


def _each(found: list[int]) -> str:
    return " + ".join(str(one) for one in found)


def _soak(result: dict[str, Any]) -> str:
    who = f"{result['sessions']} sessions for {result['minutes']:g} minutes"
    what = f"{result['answers']} answers, {result['errors']} errors"
    memory = f"{result['start_mb']} MB after the first minute, {result['end_mb']} MB at the end"
    return f"{who}, {what}: {memory}, growth {result['growth_percent']}%."


def _attack(result: dict[str, Any]) -> str:
    keys = ["attack", "p50_ms", "p95_ms", "times", "health_ms", "errors", "memory_mb", "load"]
    head = ["beside them", "p50 ms", "p95 ms", "× alone", "slowest health probe ms", "errors", "memory MB", "load"]
    who = f"{result['good']} good sessions that each move a slider every three seconds"
    alone = f"alone on a calm machine their p95 is {result['before_ms']} ms"
    note = f"\n\n{who}; {alone}; load is that of the machine, of one minute."
    return _table(head, [[row[key] for key in keys] for row in result["rows"]]) + note


def _tour(result: dict[str, Any]) -> str:
    who = f"{result['at_a_time']} at a time for {result['minutes']:g} minutes: {result['visitors']} visitors"
    what = f"bring a file, see every page, move, type and leave; {result['errors']} errors"
    start, most, end = (f"{result[name]} MB" for name in ("start_mb", "most_mb", "end_mb"))
    memory = f"{start} after one of them, {most} while they come, {end} when all are gone ({result['grown_percent']}%)"
    told = ", ".join(result["told"]) or "none"
    return f"{who} {what}. Memory: {memory}. {result['log_lines']} lines in the log; of a visitor's values in it: {told}."


def _fuzz(result: dict[str, Any]) -> str:
    found = result["found"]
    names = {"a.parquet": "Parquet, bytes flipped", "a.xlsx": "XLSX, bytes flipped", "a.csv": "CSV, cells and rows moved"}
    rows = []
    for name, title in names.items():
        counts = found[name]
        rows.append([title, counts.get("read", 0), counts.get("refused", 0), counts.get("fault", 0), _ended(counts)])
    boxed = found["boxed"]
    files = sum(count for what, count in boxed.items() if what not in ("slowest_s", "server_alive", "more than one sentence"))
    return (
        _table(["files", "read", "refused in words", "our fault", "ended their reader"], rows)
        + f"\n\n{files} of such files and bombs of TOML and JSON through the box itself: the slowest took "
        f"{boxed['slowest_s']} s, "
        f"{boxed.get('more than one sentence', 0)} gave more than one sentence. Memory of the process that asks: "
        f"{found['memory_before_mb']} MB before, {found['memory_after_mb']} MB after."
    )


def _ended(counts: dict[str, int]) -> int:
    return sum(count for what, count in counts.items() if what.startswith("ended"))


def _pysd(result: dict[str, Any]) -> str:
    return (
        f"Largest relative difference at ten scenarios: {result['largest_relative_difference']:.1e}. One scenario: PySD "
        f"{result['pysd_ms']} ms; the kernel {result['one_scenario_ms']} ms alone ({result['ratio_one']} × faster) and "
        f"{result['per_scenario_of_2048_ms']} ms each in a run of 2,048 ({result['ratio_of_2048']} × faster)."
    )


def _household(result: dict[str, Any]) -> str:
    note = "\n\nProcessor time of one change on Werk loont: from the inputs to all results, draws of the buffer included."
    return _table(["household", "CPU ms"], [[row["household"], row["ms"]] for row in result["rows"]]) + note


TITLES = {
    "kernel": ("Model kernel", _kernel),
    "batch": ("A batch of scenarios", _batch),
    "rerun": ("Rerun per page", _rerun),
    "drag": ("Under the thumb", _drag),
    "thumb": ("Drawn by the browser", _thumb),
    "heap": ("Left in the browser", _heap),
    "answer": ("One answer", _answer),
    "load": ("Load", _load),
    "replicas": ("Load on replicas", _replicas),
    "room": ("Dials of a room", _room),
    "phones": ("A room of phones", _phones),
    "soak": ("Soak", _soak),
    "attack": ("Beside somebody who means harm", _attack),
    "tour": ("Visitors who leave", _tour),
    "fuzz": ("Damaged files", _fuzz),
    "household": ("Werk loont", _household),
    "pysd": ("Beside PySD", _pysd),
}


def write() -> None:
    """Render what has been measured so far."""
    parts = ["# Measured\n\n`python -m tests.bench` writes this file; `--only kernel,drag` measures some sections again."]
    for name, (title, render) in TITLES.items():
        path = RESULTS / f"{name}.json"
        if path.exists():
            result = json.loads(path.read_text(encoding="utf-8"))
            parts.append(f"## {title}\n\n{render(result)}\n\n{_on(result)}")
    OUT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
