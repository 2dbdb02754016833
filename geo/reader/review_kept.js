// Steps that Python has not confirmed yet: kept in this browser and sent again, so that neither a server that died nor
// a reload loses one. The same step twice changes nothing (geo/draft).
const FIRST = 4000; // milliseconds until a step is sent again; twice as long each time, for a long article takes its time
const LONGEST = 30000;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

function write(key, steps) {
  try {
    if (steps.length) localStorage.setItem(key, JSON.stringify(steps));
    else localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing: they wait in this page alone
  }
}

/** `send` takes all that wait; `late` hears how many have waited for long, 0 when none has. */
export function createKept({draft, send, late}) {
  const key = `review-${draft}`;
  let waiting = read(key);
  let sent = 0;
  let pause = FIRST;

  function go() {
    sent = Date.now();
    send(waiting);
  }

  const timer = setInterval(() => {
    if (!waiting.length || Date.now() - sent < pause) return;
    pause = Math.min(LONGEST, 2 * pause);
    late(waiting.length);
    go();
  }, 1000);

  return {
    waiting: () => waiting,
    add(step) {
      waiting = [...waiting, step];
      write(key, waiting);
      go();
    },
    /** Python has heard of these. */
    heard(ids) {
      const left = waiting.filter((step) => !ids.has(step.id));
      if (left.length === waiting.length) return;
      waiting = left;
      pause = FIRST;
      write(key, waiting);
      if (!waiting.length) late(0);
    },
    begin: () => waiting.length && go(),
    destroy: () => clearInterval(timer),
  };
}
