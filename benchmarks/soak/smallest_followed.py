"""The smallest Streamlit app that asks every other second for news, as ours does."""

import random

import streamlit as st

st.write("Hello")
st.fragment(lambda: None, run_every=random.uniform(1.5, 2.0))()
