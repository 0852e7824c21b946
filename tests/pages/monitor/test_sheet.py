"""Monitor: the answer of the letter, a reason where a number lacks, the scenario of the first page, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core import DATA, city, facts
from core.analysis.monitor import LONGEST, monitor_of, monitors, with_explanations
from core.baseline import load_baseline
from core.text.catalog import LANGUAGES, Language, translate
from core.text.sentences_monitor import indicator_sentence
from tests.analysis.test_monitor import NEXT
from tests.opened import keyed, open_page, texts
from tests.places import LETTER

SAID = {
    "nl": (
        "Monitor over het 2e tertaal 2023: <b>32.864</b>", "539 meer dan het doel van 32.325 voor 31 december 2023",
        "Instroom: 7.186 in 2018", "1.460 minder dan in 2017", "Nog in ontwikkeling.", "39%", "daalt",
    ),
    "en": (
        "Monitor of the second four months of 2023: <b>32,864</b>", "539 more than the target of 32,325 for 31 December 2023",
        "Inflow: 7,186 in 2018", "1,460 fewer than in 2017", "Still in development.", "39%", "falling",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_what_the_letter_reports_and_says_why_the_rest_is_empty(language: Language) -> None:
    app = open_page("monitor", lang=language, basis=LETTER)
    assert not app.exception
    shown = texts(app)
    for text in SAID[language]:
        assert text in shown
    found = monitor_of(load_baseline(LETTER))
    assert found is not None
    for one in found.reported:
        assert one.now is not None or (one.indicator.missing and one.indicator.missing[language] in shown)
    assert translate(language, "monitor.on") in shown


def test_a_further_monitor_is_one_file_and_the_page_lets_one_choose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    further = data / "cities" / "rotterdam" / "monitor" / "2024-t1.toml"
    further.write_text(NEXT.replace("Minder", "Veel minder"), encoding="utf-8")
    for module in (city, facts):
        monkeypatch.setattr(module, "DATA", data)
    monitors.cache_clear()
    try:
        app = open_page("monitor")
        newest = texts(app)
        assert "Veel minder uitkeringen" in newest
        assert "Nog niet geteld." in newest
        choice = keyed(app.selectbox, "monitor-period")
        assert choice.options == ["1e tertaal 2024", "2e tertaal 2023"]
        older = texts(choice.select("2e tertaal 2023").run())
        assert SAID["nl"][0] in older
        assert "Veel minder uitkeringen" not in older
        assert "Nog niet geteld." not in texts(open_page("monitor", basis=LETTER))
    finally:
        monitors.cache_clear()


def test_an_explanation_is_written_by_the_reader_as_text_and_goes_along_in_files() -> None:
    app = open_page("monitor", basis=LETTER)
    city_says = "De instroom is stabieler dan eerst."
    assert city_says in texts(app)
    app.session_state["monitor-edit"] = True
    app.run()
    choice = keyed(app.selectbox, "monitor-which-2023-t2")
    choice.select("Instroom").run()
    app.text_area(key="monitor-text-2023-t2-inflow").set_value("Eigen <b>uitleg</b> & meer").run()
    assert not app.exception
    shown = texts(app)
    assert "Eigen &lt;b&gt;uitleg&lt;/b&gt; &amp; meer" in shown
    assert city_says not in shown
    kept = app.session_state["monitor-explanations"]["2023-t2"]
    found = monitor_of(load_baseline(LETTER))
    assert found is not None
    said = with_explanations(found, kept).find("inflow")
    assert said is not None
    assert indicator_sentence(said, "nl").endswith("Eigen <b>uitleg</b> & meer")
    app.button(key="monitor-back-2023-t2").click().run()
    assert city_says in texts(app)


def test_an_explanation_is_cut_where_it_is_too_long_and_an_empty_one_is_none() -> None:
    found = monitor_of(load_baseline(LETTER))
    assert found is not None
    changed = with_explanations(found, {"inflow": "x" * 5000, "outflow": "  "})
    long, empty = (changed.find(name) for name in ("inflow", "outflow"))
    assert long is not None
    assert empty is not None
    assert long.indicator.explanation is not None
    assert len(long.indicator.explanation["nl"]) == LONGEST
    assert empty.indicator.explanation is None
    assert changed.find("volume") == found.find("volume")
