"""A page of Streamlit alone with as many elements as the Verkenner draws again at a release, and nothing in them.

The widget has the key and the data of a slider of ours, so that the same visitor can move it.
"""

import streamlit as st

slider = st.components.v2.component("floor", html="<span></span>", js="export default () => {};")


@st.fragment
def answer() -> None:
    slider(key="lever-inflow", data={"epoch": ""}, on_move_change=lambda: None)
    for number in range(3):
        slider(key=f"other-{number}", data={}, on_move_change=lambda: None)
    for number in range(13):
        st.html(f"<p>{number}</p>")
    for number in range(18):
        st.container(key=f"part-{number}")
    for number in range(6):
        st.expander("more", key=f"more-{number}", on_change="rerun")
    for number in range(4):
        st.button("button", key=f"button-{number}")
        st.vega_lite_chart(spec={"mark": "point", "data": {"values": []}}, key=f"chart-{number}")


answer()
