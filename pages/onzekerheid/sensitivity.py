"""What an output depends on most: a tornado and where the uncertainty comes from, in a fragment of their own."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.analysis.output import Output, menu
from core.analysis.sensitivity import Sensitivity, draws_for, remembered, sensitivity
from core.analysis.tornado import PACKAGE, PRICE, REVISION, Bar
from core.baseline import SPREADS, Baseline
from core.facts import series
from core.figures.certainty.sensitivity import MOST_ROWS, shares_frames, shares_spec, shown_bars, tornado_frames, tornado_spec
from core.scenario import SETTING, Scenario, experience
from core.text import format as house
from core.text import sentences_sensitivity as words
from core.text.catalog import Language, translate
from core.text.sentences_volume import capital
from core.ui import state
from core.ui.chart import chart, sentence, under
from core.ui.frame import dark_theme
from core.ui.observe import rerun
from core.ui.tables import details, quantity_sources, source_list, table
from core.ui.turns import let_others
from core.ui.watch import watch

_CHOICE: Final = "sensitivity-output"
_PLACE: Final = "sensitivity"
_WHOLE: Final = "sensitivity-whole"


def sensitivity_section() -> None:
    """Draw both views of the output that is chosen, for the scenario as it was last released.

    A fragment of its own: a slider that moves runs none of it, and it hears from the browser when another scenario
    was released. What has to be computed waits until it is in view, so that the rest of the page need not wait for it;
    then it comes in pieces with a bar of progress, once per scenario for all sessions.
    """
    st.session_state[_WHOLE] = True
    _section()


@st.fragment
def _section() -> None:
    session, baseline = state.current(), state.baseline()
    compute = not st.session_state.pop(_WHOLE, False)
    with rerun("onzekerheid", "sensitivity"), st.container(key=_PLACE, gap="medium"):
        view = Setting(session.committed, baseline, session.language, dark_theme())
        watch(_PLACE, waiting="" if _draw(view, compute) else "sensitivity")


@dataclass(frozen=True, slots=True)
class Setting:
    """What both views are drawn from."""

    scenario: Scenario
    baseline: Baseline
    language: Language
    dark: bool

    def say(self, key: str, **params: object) -> str:
        """A message in the reader's language."""
        return translate(self.language, key, **params)


def _draw(view: Setting, compute: bool) -> bool:
    """Draw what is known, or what may be computed now; whether that was all."""
    options = {str(wanted): wanted for wanted in menu(view.baseline, view.scenario.until)}
    if st.session_state.get(_CHOICE) not in options:
        st.session_state[_CHOICE] = next(iter(options))
    sentence(view.say("sensitivity.heading"))
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    left.selectbox(
        view.say("sensitivity.choose"),
        list(options),
        format_func=lambda name: words.output_name(options[name], view.baseline, view.language) if name in options else name,
        key=_CHOICE,
    )
    # Its room is kept, so that nothing moves when a bar of progress comes and goes.
    with right, st.container(key="sensitivity-status"):
        slot = st.empty()
    wanted = options[st.session_state[_CHOICE]]
    if not compute and remembered(view.baseline, view.scenario, wanted) is None:
        slot.progress(0.0, view.say("sensitivity.computing"))
        return False
    found = _found(view, slot, wanted, tuple(options.values()))
    left, right = st.columns(2, gap="large")
    with left:
        _shares(view, found)
    with right:
        _tornado(view, found)
    return True


def _found(view: Setting, slot: DeltaGenerator, wanted: Output, options: tuple[Output, ...]) -> Sensitivity:
    """The answer: remembered or computed."""
    found = remembered(view.baseline, view.scenario, wanted)
    if found is None:
        text = view.say("sensitivity.computing")
        bar, told = slot.progress(0.0, text), 0

        def progress(part: float) -> None:
            nonlocal told
            if int(20 * part) > told:
                told = int(20 * part)
                bar.progress(part, text)
            let_others()

        # What lies no further ahead comes along for little, so that another choice answers at once.
        near = [other for other in options if other.month <= wanted.month and other != wanted]
        along = [wanted, *(other for other in near if draws_for(view.baseline, other) == draws_for(view.baseline, wanted))]
        found = sensitivity(view.baseline, view.scenario, along, progress)[wanted]
        slot.empty()
    return found


def _shares(view: Setting, found: Sensitivity) -> None:
    language = view.language
    sentence(words.sobol_title(found, view.baseline, language))
    if not found.variance.certain:
        chart(
            shares_spec(language, view.dark), shares_frames(words.ordered(found), language), "shares",
            view.say("sensitivity.sobol.alt"),
        )  # fmt: skip
    under(words.sobol_sentence(found, language))
    details("table-shares", language, lambda: _shares_table(view, found))


def _tornado(view: Setting, found: Sensitivity) -> None:
    language, swings = view.language, found.tornado
    sentence(words.tornado_title(found, view.baseline, language))
    if words.moves(found, swings.bars[0], language):
        chart(
            tornado_spec(language, view.dark, found.output.name), tornado_frames(swings, language),
            f"tornado-{found.output.name}", view.say("sensitivity.tornado.alt"),
        )  # fmt: skip
    said = words.tornado_sentence(found, view.baseline, language)
    if len(shown_bars(swings)) == MOST_ROWS:
        said += " " + view.say("sensitivity.tornado.more", shown=MOST_ROWS, all=len(swings.bars))
    under(said)
    details("table-tornado", language, lambda: _tornado_table(view, found))


# Tables ------------------------------------------------------------------------------------------------------------


def _shares_table(view: Setting, found: Sensitivity) -> str:
    language, variance = view.language, found.variance

    def share(value: float) -> str:
        return house.percent(value, language, 1)

    def interval(value: float, error: float) -> str:
        return view.say("sensitivity.range", low=share(max(0.0, value - error)), high=share(min(1.0, value + error)))

    rows = [
        [
            capital(view.say(f"sensitivity.group.{one.group}")),
            share(one.first), interval(one.first, one.first_error),
            share(one.total), interval(one.total, one.total_error),
        ]
        for one in words.ordered(found)
    ]  # fmt: skip
    heads = [view.say(f"sensitivity.sobol.{name}") for name in ("group_head", "first", "interval", "total", "interval")]
    caption = view.say("sensitivity.sobol.caption", output=words.output_name(found.output, view.baseline, language))
    note = view.say(
        "sensitivity.sobol.note", evaluations=house.number(variance.evaluations, language), scrambles=variance.scrambles,
        draws=variance.draws, mean=words.output_value(found.output, variance.mean, language), deviation=_deviation(found, view),
    )  # fmt: skip
    sizes = [key for key in SPREADS if (key, None) in view.baseline.quantities]
    lines = [_spread(view, key) for key in sizes]
    return (
        table(caption, heads, rows)
        + _note(note)
        + _list(view.say("sensitivity.sobol.spreads"), lines)
        + source_list(quantity_sources(view.baseline, *sizes), language)
    )


def _spread(view: Setting, key: str) -> str:
    found, name = view.baseline.quantity(key), view.say(f"quantity.{key}")
    status = view.say(f"common.{found.status}")
    decimals = 0 if round(1e4 * found.value) % 100 == 0 else 2
    value = house.percent(found.value, view.language, decimals)
    return view.say("sensitivity.sobol.spread", name=name, value=value, status=status)


def _deviation(found: Sensitivity, view: Setting) -> str:
    if found.output.name == "target_month":
        return view.say("sensitivity.tornado.months", n=house.number(found.variance.deviation, view.language))
    return words.output_value(found.output, found.variance.deviation, view.language)


def _tornado_table(view: Setting, found: Sensitivity) -> str:
    language = view.language
    rows = [
        [
            words.bar_name(bar, language),
            words.bar_hand(bar, language),
            words.bar_value(bar, bar.low, language),
            words.bar_value(bar, bar.high, language),
            view.say("sensitivity.tornado.by_year") if bar.current is None else words.bar_value(bar, bar.current, language),
            words.output_value(found.output, bar.at_low, language),
            words.output_value(found.output, bar.at_high, language),
            words.swing(found.output, bar, language),
        ]
        for bar in found.tornado.bars
    ]
    names = ("rows", "hand", "low", "high", "current", "at_low", "at_high", "swing")
    heads = [view.say(f"sensitivity.tornado.{name}") for name in names]
    caption = view.say("sensitivity.tornado.caption", output=words.output_name(found.output, view.baseline, language))
    used = quantity_sources(view.baseline, *(bar.id for bar in found.tornado.bars))
    used += [point.source for point in series("national_macro_budget").observations]
    lines = [
        view.say(
            "sensitivity.tornado.basis_line", name=words.bar_name(bar, language), low=words.bar_value(bar, bar.low, language),
            high=words.bar_value(bar, bar.high, language), basis=capital(_basis(view, bar)),
        )
        for bar in found.tornado.bars
    ]  # fmt: skip
    return table(caption, heads, rows) + _list(view.say("sensitivity.tornado.basis"), lines) + source_list(used, language)


def _basis(view: Setting, bar: Bar) -> str:
    if bar.id in SETTING:
        return experience(view.baseline, bar.id).basis[view.language]
    if bar.id == PRICE:
        return view.baseline.latest(PRICE).range.basis[view.language]
    return view.say({REVISION: "sensitivity.tornado.basis_macro_revision", PACKAGE: "sensitivity.tornado.basis_package"}[bar.id])


def _note(text: str) -> str:
    return f'<p class="koers-note">{html.escape(text)}</p>'


def _list(heading: str, lines: list[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'{_note(heading)}<ul class="koers-note">{items}</ul>'
