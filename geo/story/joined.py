"""A story and all that belongs together in it; what does not fit is left out and named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from geo.article import Article
from geo.catalog import Layer
from geo.errors import GeoError, StoryError
from geo.facts import window_of
from geo.feature import Feature
from geo.payload import excerpt_payload, feature_payload, layer_payload, pairs_payload, story_payload
from geo.tables import Row
from geo.timespan import Window


@dataclass
class Story:
    """A story: its article, its layers in drawing order, their features, and all that was left out."""

    id: str
    title: str
    article: Article
    facts: dict[str, Any]
    layers: list[Layer] = field(default_factory=list)
    problems: list[GeoError] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    _features: dict[str, list[Feature]] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The days shown at first, both included."""
        return window_of(self.facts["window"])

    @property
    def extent(self) -> Window:
        """The days the timeline reaches over, both included."""
        return window_of(self.facts["extent"])

    @property
    def layers_on(self) -> tuple[str, ...]:
        """The ids of the layers shown at first, in drawing order."""
        return tuple(layer.id for layer in self.layers if layer.id not in self.facts["layers_off"])

    def features(self, layer_id: str) -> list[Feature]:
        """A layer's features as GeoJSON (WGS 84), excerpts joined; raises StoryError for an unknown layer."""
        if layer_id not in self._features:
            known = ", ".join(self._features)
            raise StoryError(f'there is no layer "{layer_id}"', self.id, f"Choose one of {known}")
        return self._features[layer_id]

    def features_if_any(self, layer_id: str) -> list[Feature]:
        """The same, but none where there is no such layer: a story that is broken in part may lack any of them."""
        return self._features.get(layer_id, [])

    def feature_ids(self) -> set[str]:
        """The ids of all features of all layers."""
        return {feature["id"] for features in self._features.values() for feature in features}

    def add(self, layer: Layer, features: Iterable[Feature], on: bool = True) -> None:
        """Take in a layer, on top of the others; a layer or feature whose id is taken is left out and named."""
        if layer.id in self._features:
            where = f"{layer.path.name}: {layer.id}"
            self.problems.append(StoryError("this layer id is taken", where, "Rename the layer"))
            return
        known = self.feature_ids()
        kept = []
        for feature in features:
            if feature["id"] in known:
                where = f"{layer.path.name}: {feature['id']}"
                self.problems.append(StoryError("this id is taken by another layer", where, "Rename the feature"))
            else:
                kept.append(feature)
        self.layers.append(layer)
        self._features[layer.id] = kept
        if not on:
            self.facts["layers_off"].append(layer.id)

    def payload(self) -> dict[str, Any]:
        """All the reader shows, as JSON-safe data, the same every time; excerpts in text order."""
        known = self.feature_ids()
        shown = ("window", "presets", "extent", "groups", "home")
        return {
            "schema": 1,
            "story": story_payload(self.facts, self.article),
            "pairs": pairs_payload(self.facts),
            **{name: self.facts[name] for name in shown},
            "layers": [layer_payload(layer, layer.id in self.layers_on) for layer in self.layers],
            "features": [
                feature_payload(feature, layer.id) for layer in self.layers for feature in self._features[layer.id]
            ],
            "excerpts": [excerpt_payload(excerpt, self.article, known) for excerpt in self.article.excerpts],
            "problems": [str(problem) for problem in self.problems],
        }
