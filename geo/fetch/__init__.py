"""Fresh boundaries from open services, asked for by hand; whatever fails, what is bundled stays in use.

Nothing is fetched at import or at start. Requests go to the hosts of geo.fetch.bounds alone, over https, with
certificates verified; size and time are bounded. `python -m geo.fetch --help` says how to call it from a shell.
"""

from geo.fetch.bounds import LIMITS as LIMITS
from geo.fetch.bounds import Limits as Limits
from geo.fetch.layer import Outcome as Outcome
from geo.fetch.layer import fetch_all as fetch_all
from geo.fetch.layer import fetch_layer as fetch_layer
from geo.fetch.transfer import Progress as Progress
