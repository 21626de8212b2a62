"""The smallest possible Streamlit app: what every page costs at the least."""

import streamlit as st

st.write("Hello")
