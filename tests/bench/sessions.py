"""Many visitors of one server as bare WebSocket sessions: each asks for the page and keeps its session open.

No browser draws what they get, so that 30 fit on a small machine; what the server holds for them is the same.
"""

from contextlib import ExitStack
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.servers import Server

CROWDS = (1, 10, 30)
PATIENCE_SECONDS = 60.0
LARGEST_MESSAGE = 2**26


@dataclass(frozen=True)
class Memory:
    """The server's resident memory with so many sessions open, megabytes."""

    empty: float
    crowded: dict[int, float]


def memory_by_sessions(server: Server) -> Memory:
    """Open sessions one after another and weigh the server when 1, 10 and 30 are there."""
    empty = server.memory_mb()
    crowded: dict[int, float] = {}
    with ExitStack() as stack:
        for number in range(1, max(CROWDS) + 1):
            stack.enter_context(_session(server))
            if number in CROWDS:
                crowded[number] = server.memory_mb()
    return Memory(empty, crowded)


def _session(server: Server) -> ClientConnection:
    """One visitor who has got the whole page."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    connection = connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST_MESSAGE, origin=None, compression=None
    )
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    connection.send(ask.SerializeToString())
    while True:
        message = ForwardMsg.FromString(_bytes(connection.recv(timeout=PATIENCE_SECONDS)))
        if message.WhichOneof("type") == "script_finished":
            return connection


def _bytes(message: str | bytes) -> bytes:
    return message.encode() if isinstance(message, str) else message
