// Other tabs of this browser that review the same draft: they are told of each other, and of every step.
const newId = () => Math.random().toString(36).slice(2);

/** `others` hears how many there are; `changed` that one of them took a step, so that this one is stale. */
export function createTabs({draft, others, changed}) {
  const me = newId();
  const known = new Set();
  const channel = new BroadcastChannel(`review-${draft}`);
  const say = (what) => channel.postMessage({what, from: me});
  const leave = () => say("bye");

  channel.onmessage = ({data: {what, from}}) => {
    if (what === "hello") say("here");
    if (what === "changed") changed();
    const before = known.size;
    if (what === "bye") known.delete(from);
    else known.add(from);
    if (known.size !== before) others(known.size);
  };
  addEventListener("pagehide", leave);
  say("hello");

  return {
    tell: () => say("changed"),
    destroy() {
      leave();
      removeEventListener("pagehide", leave);
      channel.close();
    },
  };
}
