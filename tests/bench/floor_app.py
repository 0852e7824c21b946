"""The floor: the least a Streamlit page with a slider and a chart can be."""

import numpy as np
import streamlit as st

value = st.slider("value", 0.0, 1.0, 0.5, 0.01, key="value")
st.line_chart({"y": np.sin(np.linspace(0, 6, 41)) * value})
