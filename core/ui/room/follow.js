// What second screens press is done here, as if it had been pressed on this one. One question waits at the server until
// something is pressed; what was pressed before the first question is not done again.

const AGAIN_MS = 1000; // after a question that got no answer
const TOLD_MS = 5000; // how long it is told that two of them steer
const SILENT_MS = 12000; // a question that has no answer by then never gets one: the server answers within eight seconds
const DONE = "koers-pressed"; // where a tab keeps how far it came: what is pressed while it is loaded anew is done after that
let since = -1; // number of the last press that was done, or that came before us
let steered; // the meeting that it belongs to

class Follower {
  constructor(foot) { this.foot = foot; }

  update() {
    const { steer } = this.foot.data;
    if (steer?.code === this.code) return;
    this.stop();
    if (!steer) return;
    if (steered !== steer.code) {
      const done = JSON.parse(sessionStorage.getItem(DONE) ?? "{}");
      steered = steer.code;
      since = done.code === steered ? done.since : -1;
    }
    this.code = steer.code;
    this.leaving = new AbortController();
    this.follow(steer, this.leaving.signal);
  }

  stop() { this.leaving?.abort(); this.code = undefined; }

  async follow({ code, key }, signal) {
    const home = window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;
    while (!signal.aborted) {
      try {
        const answer = await fetch(`${home}koers/pressed.json?c=${code}&since=${since}`, { headers: { "x-koers-key": key }, cache: "no-store", signal: AbortSignal.any?.([signal, AbortSignal.timeout(SILENT_MS)]) ?? signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const { first, presses, over } = await answer.json();
        if (over) return;
        for (const one of presses) {
          since = Math.max(since, one.number);
          if (!first) this.take(one);
        }
        if (first) since = Math.max(since, 0);
        sessionStorage.setItem(DONE, JSON.stringify({ code, since }));
      } catch {
        if (!signal.aborted) await new Promise((go) => setTimeout(go, AGAIN_MS));
      }
    }
  }

  take({ by, act }) {
    if (this.by !== undefined && this.by !== by && performance.now() - this.at < TOLD_MS) this.two();
    this.by = by;
    this.at = performance.now();
    if (act.do === "lever") this.move(act);
    else if (act.do === "press") this.foot.pressed(act.name, act.number);
  }

  // The slider here is moved as a thumb would move it.
  move({ id, value, phase }) {
    const range = [...document.querySelectorAll(`.st-key-lever-${CSS.escape(id)} *`)].map((host) => host.shadowRoot?.querySelector(".range")).find(Boolean);
    if (!range || !Number.isFinite(value)) return;
    if (phase === "near") { range.dispatchEvent(new FocusEvent("focusin", { bubbles: true, composed: true })); return; }
    range.value = String(value);
    range.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    if (phase === "commit") range.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  }

  two() {
    this.foot.two = true;
    this.foot.write();
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.foot.two = false; this.foot.write(); }, TOLD_MS);
  }
}
