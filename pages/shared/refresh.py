"""The button that asks open services for fresh boundaries. Nothing is asked before it is pressed."""


def offer() -> None:
    """Filled in when geo.fetch lands."""
