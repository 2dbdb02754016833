// The review's mount in Streamlit. What was done travels as a list that only grows until Python confirms it.
import {createReview} from "./review.js";
import {paintTheme} from "./theme.js";

const mounts = new WeakMap();

export function mountReview(L, drawMap) {
  return (component) => {
    const {data, parentElement} = component;
    const root = parentElement.querySelector(".reader");
    paintTheme(root);
    const known = mounts.get(parentElement);
    if (known && known.draft === data.id) {
      known.component = component;
      known.review.update(data.review);
      return known.cleanup;
    }
    known?.review.destroy();
    const entry = {component, draft: data.id};
    entry.review = createReview({
      L, root, drawMap, id: data.id, draft: data.review, labels: data.labels, outlines: () => entry.component.data.outlines,
      onActions: (steps) => entry.component.setStateValue("actions", {steps, sent: Date.now()}), // another value each time
      onSave: () => entry.component.setTriggerValue("save", Date.now()),
      onSearch: (query, item) => entry.component.setTriggerValue("search", {query, item}),
    });
    root.review = entry.review;
    entry.cleanup = () => {
      mounts.delete(parentElement);
      entry.review.destroy();
    };
    mounts.set(parentElement, entry);
    return entry.cleanup;
  };
}
