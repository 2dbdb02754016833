"""Your own article: bring it, review what was found in it, save it as a story."""

import streamlit as st

from geo.desk import Desk, default_folder
from geo.errors import GeoError
from pages.shared import frame, intake, own_stories, review_desk

frame.open_page("pages/own_article.py", "Your own article")
frame.links(st.session_state.get("query", {}))  # the way back to the map as it was left
desk = Desk(default_folder())
draft = st.query_params.get("draft", "")
if draft:
    try:
        review_desk.show(desk, draft)
    except GeoError as error:
        frame.say([str(error)])
        review_desk.back()
else:
    intake.show(desk)
    own_stories.show(desk)
    intake.waiting_list(desk)
    own_stories.take_in()
