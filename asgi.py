"""What `make run` serves: the app, the data at stable addresses beside it, and security headers around both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from geo.api import late_routes
from geo.api.headers import SecurityHeaders, page_policy
from pages.shared import assets

PAGE = Path(st.__file__).parent / "static" / "index.html"


@asynccontextmanager
async def begun(_: st.App) -> AsyncIterator[None]:
    """The server listens at once; what the first visitor needs is made meanwhile."""
    Thread(target=_warm, daemon=True).start()
    yield


def _warm() -> None:
    from pages.shared.warm import warm  # over a second of imports

    warm()


app = st.App(
    "app.py",
    routes=[*late_routes(), *assets.routes()],
    lifespan=begun,
    middleware=[
        Middleware(SecurityHeaders, policy=page_policy(PAGE.read_text(encoding="utf-8"))),
        Middleware(assets.FetchAhead),
    ],
)
