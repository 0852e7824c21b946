"""Designs elsewhere: sourced, and honest about failure."""

from core.facts import sources
from core.household.designs import designs


def test_the_comparison_holds_success_failure_and_what_was_never_measured() -> None:
    found = {design.id: design for design in designs()}
    assert found["tilburg-premium"].outcome == "failed"
    assert found["amsterdam-premium"].outcome == "positive"
    assert found["bufferbudget-2022"].outcome == "not measured"


def test_no_buffer_has_a_measured_effect() -> None:
    # A premium is not a buffer: the page may not suggest that a buffer was shown to work.
    assert {design.outcome for design in designs() if design.smooths} == {"not measured"}


def test_every_design_and_number_has_a_registered_source_and_both_languages() -> None:
    for design in designs():
        assert design.sources
        assert all(source in sources() for source in design.sources)
        for text in (design.name, design.design, design.lesson, *(result.measure for result in design.result)):
            assert text.nl
            assert text.en
            assert text.nl != text.en or text is design.name


def test_the_published_results_of_amsterdam_and_tilburg() -> None:
    values = {design.id: [result.value for result in design.result] for design in designs()}
    assert values["amsterdam-premium"][:4] == [0.25, 0.19, 0.15, 0.09]
    assert values["tilburg-premium"][0] == 0.06
