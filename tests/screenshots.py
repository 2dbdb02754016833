"""`python -m tests.screenshots`: the README's pictures, taken of the real app."""

import re
from pathlib import Path
from typing import Any

from tests.browser.app_server import DESKTOP, PHONE, ROOT, chromium, serve, visitor

PICTURES = ROOT / "docs"


def main() -> None:
    """Take each picture anew: desktop light and dark, phone."""
    PICTURES.mkdir(exist_ok=True)
    looks: dict[str, dict[str, Any]] = {
        "map": {"viewport": DESKTOP},
        "map-dark": {"viewport": DESKTOP, "color_scheme": "dark"},
        "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
    }
    with serve() as address, chromium() as browser:
        for name, options in looks.items():
            with visitor(browser, address, reduced_motion="reduce", **options) as guest:
                page = guest.open("/?sel=place-yevlakh&from=2023-09-19")
                page.locator(".details h3", has_text=re.compile("Yevlakh")).wait_for()
                if name != "phone":
                    page.locator(".home").click()
                target: Path = PICTURES / f"{name}.png"
                page.screenshot(path=target)
                print(target.relative_to(ROOT), target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
