// Steps that Python has not confirmed yet: kept in this browser and sent again, so that neither a server that died nor
// a reload loses one. The same step twice changes nothing (geo/draft). Each has a key of its own: two tabs on one draft
// add and take away without writing over each other.
const FIRST = 4000; // milliseconds until a step is sent again; twice as long each time, for a long article takes its time
const LONGEST = 30000;

function read(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    return [];
  }
}

function keep(key, step) {
  try {
    if (step) localStorage.setItem(key, JSON.stringify(step));
    else localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing: they wait in this page alone
  }
}

/** `send` takes all that wait; `late` hears how many have waited for long, 0 when none has; `done` hears that some were
 * confirmed. Ids of steps sort by time. */
export function createKept({draft, send, late, done}) {
  const prefix = `review-${draft}-`;
  let waiting = read(prefix);
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
    go,
    waiting: () => waiting,
    add(step) {
      waiting = [...waiting, step];
      keep(prefix + step.id, step);
      go();
    },
    /** Python has heard of these. */
    heard(ids) {
      const confirmed = waiting.filter((step) => ids.has(step.id));
      if (!confirmed.length) return;
      waiting = waiting.filter((step) => !ids.has(step.id));
      pause = FIRST;
      for (const step of confirmed) keep(prefix + step.id, null);
      if (!waiting.length) late(0);
      done();
    },
    begin: () => waiting.length && go(),
    destroy: () => clearInterval(timer),
  };
}
