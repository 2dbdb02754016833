"""The least a Streamlit page can be: what Streamlit itself costs."""

import streamlit as st

st.write("One line of text.")
