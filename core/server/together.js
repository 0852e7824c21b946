// One answer is drawn at once. The server sends it as some forty messages while it computes, and React would draw the
// page anew for each handful: four or five times per answer, most of them half an answer. Messages are held here until
// their answer is whole, then handed on one after another in a single turn, in which React draws once. Order and
// content stay what they are; what takes long is still seen to progress.
//
// A connection that opens after one was lost may lead to a server that knows neither this page nor its sliders: it was
// restarted, or forgot a tab that slept. The page hears of it (`koers-lost`, `koers-reopened`) and asks to be drawn anew;
// `koersLine` is what it would have heard last, for a script that came later.
(() => {
  const PATIENCE_MS = 120; // what is held goes on after this time, whole or not
  const TAIL_MS = 2; // the message that no script runs any more comes right behind the end of an answer
  const FINISHED = 6; // fields of Streamlit's ForwardMsg
  const STATUS = 9;
  const RUNNING = 2 << 3; // tag of SessionStatus.script_is_running

  // What a message ends: "answer", "session" when nothing runs after it, or nothing. Reads its outermost fields only.
  const ends = (data) => {
    const bytes = new Uint8Array(data);
    let at = 0;
    const varint = () => {
      let value = 0, weight = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * weight; weight *= 128; } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const tag = varint();
      const field = Math.floor(tag / 8);
      if (field === FINISHED) return "answer";
      if (tag % 8 === 0) { varint(); continue; }
      if (tag % 8 !== 2) return undefined;
      const size = varint();
      if (field === STATUS) return bytes.subarray(at, at + size).includes(RUNNING) ? undefined : "session";
      at += size;
    }
    return undefined;
  };

  const tell = (what) => {
    window.koersLine = what;
    dispatchEvent(new Event(`koers-${what}`));
  };

  let lost = false; // a connection to the server was open, and is not any more
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    #held = [];
    #timer;

    constructor(...given) {
      super(...given);
      super.addEventListener("close", () => this.#hand());
      if (!this.url.includes("/_stcore/stream")) return;
      super.addEventListener("open", () => {
        super.addEventListener("close", () => {
          lost = true;
          tell("lost");
        });
        // In a turn of its own: the front end first takes the connection for open.
        if (lost) setTimeout(() => tell("reopened"));
        lost = false;
      });
    }

    addEventListener(kind, listener, options) {
      if (kind !== "message" || typeof listener !== "function" || !this.url.includes("/_stcore/")) {
        super.addEventListener(kind, listener, options);
        return;
      }
      super.addEventListener("message", (event) => {
        this.#held.push(() => listener.call(this, event));
        const end = event.data instanceof ArrayBuffer ? ends(event.data) : "session";
        if (end === "session") this.#hand();
        else if (end === "answer") this.#wait(TAIL_MS);
        else if (this.#timer === undefined) this.#wait(PATIENCE_MS);
      }, options);
    }

    #wait(time) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#hand(), time);
    }

    #hand() {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      for (const tell of this.#held.splice(0)) {
        try { tell(); } catch (error) { reportError(error); }
      }
    }
  };
})();
