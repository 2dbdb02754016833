"""Write data/people.json from the package `names` (dependency group train): `python -m geo.extract.people_build`."""

import json
from importlib.metadata import version
from importlib.resources import files

from geo.extract.people import PEOPLE

SURNAMES = 15_000  # the commonest of 88,799: the rarer ones are as likely anything else


def main() -> None:
    """Given names all, surnames the commonest, each in the order of the alphabet."""
    found = {
        "source": "United States Census Bureau, frequently occurring names of 1990",
        "licence": "public domain",
        "by": f"python -m geo.extract.people_build, from the package names {version('names')} (MIT)",
        "given names": _joined(_listed("dist.male.first") + _listed("dist.female.first")),
        "surnames": _joined(_listed("dist.all.last")[:SURNAMES]),
    }
    PEOPLE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _listed(name: str) -> list[str]:
    """The first word of each line, the commonest first."""
    return [line.split()[0] for line in (files("names") / name).read_text(encoding="utf-8").splitlines() if line]


def _joined(names: list[str]) -> str:
    return " ".join(sorted({name.lower() for name in names}))


if __name__ == "__main__":
    main()
