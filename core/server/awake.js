// A tab that wakes. Behind a laptop that slept, a browser that froze a tab and a network that changed lies a connection that
// looks open and leads nowhere: nobody tells a page of it until its system gives up, a quarter of an hour later. So the
// page gives it up itself, the moment it wakes, and the front end opens another one. The server knows the session again, or
// the page is drawn anew; nothing that is pressed meanwhile is lost. Where nothing says that the tab slept and the
// connection was only quiet for long, it is asked for a sign of life first.
(() => {
  const LOOK_MS = 5000; // how often the clock is looked at
  const SLEPT_MS = 20000; // nothing ran here for this long: the machine or the tab slept
  const BEHIND_MS = 150000; // the same for a tab behind another: a browser runs its timers once a minute
  const QUIET_MS = 60000; // not a word for this long: somebody who comes back or presses has it asked
  const ROOM_MS = 10000; // the same in a room, where nobody presses and all look: there it is asked by itself
  const PATIENCE_MS = 5000; // time in which it must answer
  const KEPT = 6; // connections to one host that a browser keeps for what it asks next
  const KEPT_MS = 1500; // time in which an answer over each of them must come
  const LIVING = new Uint8Array([0x88, 0x01, 0x01]); // `app_heartbeat`, field 17 of Streamlit's BackMsg, which is answered at once

  let line; // the connection to the server, also while it is being made
  let seen = Date.now(); // when the clock was looked at last
  let behind = document.hidden; // whether the tab stood behind another then
  let heard = seen; // when the server said something last
  let asked; // timer of a question for a sign of life

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      if (!this.url.includes("/_stcore/stream")) return;
      line = this;
      seen = heard = Date.now();
      super.addEventListener("message", () => { heard = Date.now(); clearTimeout(asked); asked = undefined; });
      super.addEventListener("close", (event) => {
        // The system ends what was given up in its own time. That end has been told.
        if (line !== this) event.stopImmediatePropagation();
        else if (event.isTrusted) line = undefined;
      });
    }
  };

  // What the browser keeps for later slept as well, and each question over one of these would wait for a quarter of a
  // minute. Asked all at once, they answer or are closed.
  function sweep() {
    const { BACKEND_BASE_URL: home } = window.__streamlit;
    for (let i = 0; i < KEPT; i++) {
      fetch(`${home}_stcore/health`, { cache: "no-store", signal: AbortSignal.timeout(KEPT_MS) }).catch(() => {});
    }
  }

  function giveUp() {
    clearTimeout(asked);
    asked = undefined;
    const dead = line;
    if (!dead) return;
    sweep();
    dead.dispatchEvent(new CloseEvent("close", { code: 4000 }));
    if (line === dead) line = undefined;
  }

  function look({ type } = {}) {
    const now = Date.now();
    const slept = now - seen > (behind ? BEHIND_MS : SLEPT_MS);
    seen = now;
    behind = document.hidden;
    const room = document.querySelector(".st-key-room") !== null;
    if (slept) giveUp();
    else if (type === "online") setTimeout(giveUp); // once the page has heard of it too
    else if ((type || room) && !behind && !asked && line?.readyState === Plain.OPEN && now - heard > (room ? ROOM_MS : QUIET_MS)) {
      line.send(LIVING);
      asked = setTimeout(giveUp, PATIENCE_MS);
    }
  }

  setInterval(look, LOOK_MS);
  // What somebody presses comes first when a machine wakes, before any timer.
  for (const sign of ["focus", "pageshow", "online", "pointerdown", "keydown"]) addEventListener(sign, look, true);
  for (const sign of ["visibilitychange", "resume", "freeze"]) document.addEventListener(sign, look);
})();
