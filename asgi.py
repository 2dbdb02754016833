"""What `make run` serves: the app, the data at stable addresses beside it, and security headers around both."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from geo.api import late_routes
from geo.api.headers import SecurityHeaders, page_policy

PAGE = Path(st.__file__).parent / "static" / "index.html"

app = st.App(
    "app.py",
    routes=late_routes(),
    middleware=[Middleware(SecurityHeaders, policy=page_policy(PAGE.read_text(encoding="utf-8")))],
)
