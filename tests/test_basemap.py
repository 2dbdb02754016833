"""The background: its names are data, and of the world's only those around are sent."""

from geo.basemap import labels_near, read_basemap, read_both, read_world
from geo.story import DATA


def test_names_are_data_and_no_shapes() -> None:
    """Names of both backgrounds come apart from what is drawn."""
    for background in (read_basemap(DATA), read_world(DATA)):
        assert background.labels
        assert not background.problems
        assert not [name for name in background.shapes if name.endswith("labels")]


def test_both_backgrounds_credit_each_source_once() -> None:
    """GeoNames and Natural Earth stand behind both, and are named once."""
    credited = read_both(DATA, (-71, -34, -70, -33)).attribution.split(" · ")
    assert len(credited) == len(set(credited)) > 1


def test_of_the_worlds_names_only_those_around_a_box_are_sent() -> None:
    """Around Santiago lies Córdoba, and Madrid does not."""
    near = {label["names"]["en"] for label in labels_near(read_world(DATA).labels, [(-71, -34, -70, -33)])}
    assert "Córdoba" in near
    assert "Madrid" not in near
