// In every frame of a measured page, before any of its own scripts: stamps the awaited input event, then looks at
// every animation frame whether the change shows, and stops at the second frame from there.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  if (window === window.top) {
    const clock = window.benchClock = {kind: null, begun: null, took: null};
    const watch = (shows, done) => {
      const look = () => {
        let there = false;
        try { there = shows(); } catch { /* not there yet */ }
        if (there) requestAnimationFrame(() => done(now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    clock.arm = (kind, shows) => {
      Object.assign(clock, {kind, begun: null, took: null});
      clock.go = (begun) => {
        Object.assign(clock, {kind: null, begun});
        watch(shows, (end) => { clock.took = end - begun; });
      };
    };
    clock.fromNavigation = (shows) => watch(shows, (end) => { clock.first = end - performance.timeOrigin; });
  }
  const stamp = (event) => {
    const clock = window.top.benchClock;
    if (event.isTrusted && clock?.kind === event.type) clock.go(performance.timeOrigin + event.timeStamp);
  };
  for (const kind of ["click", "keydown"]) addEventListener(kind, stamp, {capture: true});
})();
