"""A page with one word on it: what Streamlit takes by itself; `benchmarks.reload` compares."""

import streamlit as st

st.write("Empty")
