"""Your own article: bring it, and review what was found in it."""

import streamlit as st

from geo.desk import Desk, default_folder
from geo.errors import GeoError
from pages.shared import frame, intake, review_desk

frame.open_page("pages/own_article.py", "Your own article")
frame.links(st.session_state.get("query", {}))  # the way back to the map as it was left
desk = Desk(default_folder())
draft = st.query_params.get("draft", "")
if draft:
    if st.button("‹ All articles"):
        st.query_params.clear()
        st.rerun()
    try:
        review_desk.show(desk, draft)
    except GeoError as error:
        frame.say([str(error)])
else:
    intake.show(desk)
