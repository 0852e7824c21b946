// The live slider. It sends while the thumb moves, never more than two values under way: one that the server works
// on while the browser still draws the other. The newest waits its turn, so a slow server gets fewer values, not
// older ones. Release commits, at once: the server takes it together with a value that it has not begun on yet.

const UNDER_WAY = 2;
const FLICK_MS = 24; // a thumb that is let go within this time asks for one answer, not for two
const PASSING_MS = 60; // a pointer that leaves a slider within this time was on its way to another
const REST_MS = 400; // steps that follow each other within this time are one, for undo and for the browser's back
const QUIET_MS = 1500; // no answer for this long: say that the connection is gone
const MOST_TRIES = 3; // as often what was not answered is sent once more

const ANSWERED = "data-answered"; // of an element in the panel: which move of each lever the page on the screen answers
const EASED = "koers-eased"; // on the desk while the charts glide to domains that were taken back
const GLIDE_MS = 500; // until then; the style sheet's 240 ms begin when the charts are drawn

const SOON_MS = 40; // until an answer that is being drawn is looked for again

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const instances = new WeakMap();

// The component on the page only calls this one: script and style come once, and not with each slider of each answer.
window.koersLever = (component) => {
  const { parentElement } = component;
  let lever = instances.get(parentElement);
  if (!lever) {
    const tree = parentElement.getRootNode();
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
    lever = new Lever(parentElement);
    instances.set(parentElement, lever);
  }
  lever.update(component.data, component.setStateValue);
  lever.attend(parentElement.host ?? parentElement);
  return () => lever.stop();
};

class Lever extends Face {
  constructor(root) {
    super(root);
    this.tries = 0; // how often it was sent once more
    this.sent = 0; // number of the last value sent
    this.acked = 0; // number of the last value answered
    this.committed = 0; // number of the last release sent
    this.waiting = null; // newest value that still has to go
    this.epoch = null;
    this.listen();
  }

  listen() {
    const { range, typed, parts } = this;
    this.root.addEventListener("pointerenter", () => { this.passing = setTimeout(() => this.near(), PASSING_MS); });
    this.root.addEventListener("pointerleave", () => clearTimeout(this.passing));
    for (const near of ["pointerdown", "focusin"]) this.root.addEventListener(near, () => this.near());
    range.addEventListener("pointerdown", () => { this.begin(); this.pressed = this.dragging = true; this.moving = this.dropped = false; this.hold(); });
    range.addEventListener("input", () => {
      if (this.dropped) { range.value = String(this.value); return; }
      this.dragging = true;
      this.show(this.snap(Number(range.value)));
      this.drag();
    });
    range.addEventListener("change", () => { if (!this.dropped) this.commit(this.snap(Number(range.value))); this.dropped = false; });
    range.addEventListener("pointerup", () => { this.pressed = false; this.free?.(); setTimeout(() => this.untouched()); });
    range.addEventListener("pointercancel", () => { this.pressed = false; if (!this.dropped) this.commit(this.value); });
    range.addEventListener("keydown", (event) => this.key(event));
    parts.minus.addEventListener("click", () => this.step(this.move(-1)));
    parts.plus.addEventListener("click", () => this.step(this.move(1)));
    for (const control of this.steppers = [range, parts.minus, parts.plus]) {
      control.addEventListener("blur", (event) => { if (!this.steppers.includes(event.relatedTarget)) this.flush(); });
    }
    parts.reset.addEventListener("click", () => { this.commit(this.data.base); range.focus(); });
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.type();
      if (event.key === "Escape") { typed.value = this.format(this.value); this.type(); }
    });
    typed.addEventListener("blur", () => this.type());
  }

  // Hear of an answer as soon as it is on the page. The component's own data come after the page is painted.
  attend(host) {
    const panel = host.closest(".st-key-panel");
    if (!panel || panel === this.panel) return;
    this.panel = panel;
    this.heard = new AbortController();
    const { signal } = this.heard;
    addEventListener("pointerdown", (event) => {
      const path = event.composedPath();
      if (!path.includes(this.parts.minus) && !path.includes(this.parts.plus)) this.flush();
    }, { capture: true, signal });
    // An event without a detail has null.
    addEventListener("koers-preview", ({ detail }) => { this.doubt = detail !== null && detail !== this.data.family; this.tell(); }, { signal });
    addEventListener("popstate", (event) => this.forget(event.isTrusted), { signal });
    this.observer?.disconnect();
    this.sized?.disconnect();
    this.sized = new ResizeObserver(() => this.desk()?.style.setProperty("--koers-panel", `${panel.parentElement.offsetHeight}px`));
    this.sized.observe(panel.parentElement);
    this.observer = new MutationObserver(() => this.hear());
    this.observer.observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: [ANSWERED] });
  }

  // Somebody comes near: what the thumb draws is brought.
  near() {
    clearTimeout(this.passing);
    thumb()?.want(this.data.family).then(() => this.tell());
  }

  hear() {
    const heading = this.panel.querySelector(`[${ANSWERED}]`);
    const said = JSON.parse(heading?.getAttribute(ANSWERED) ?? "{}");
    // Before the charts are drawn, which comes after the page. A selector that looks for it would cost at every answer.
    const desk = this.desk();
    clearTimeout(this.glide);
    const answered = said.epoch === this.epoch && said[this.data.id] > this.acked;
    if (answered) thumb()?.answered();
    if (desk?.classList.toggle(EASED, heading?.hasAttribute("data-eased") ?? false)) {
      this.glide = setTimeout(() => desk.classList.remove(EASED), GLIDE_MS);
    }
    if (answered) { this.answer(said[this.data.id]); this.next(); }
  }

  answer(number) {
    this.acked = Math.min(number, this.sent);
    this.tries = 0;
    this.watch();
  }

  next() {
    if (!this.waiting || !this.room() || this.acked < this.committed) return false;
    const phase = this.waiting;
    this.waiting = null;
    this.send(phase);
    return true;
  }

  // Also called when a drawing is overtaken by the next, which then starts again.
  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.flick);
    clearTimeout(this.later);
    clearTimeout(this.passing);
    this.flick = this.panel = undefined;
    this.observer?.disconnect();
    this.sized?.disconnect();
    this.heard?.abort();
  }

  // Something begins that one Escape takes back.
  begin() {
    this.start = this.value;
    this.asked = false; // whether the server was asked for anything between
  }

  // Draw the value without the server; false when that cannot be. An answer that is being drawn goes first.
  preview() {
    clearTimeout(this.later);
    const { family, value: resting } = this.data;
    const ready = thumb()?.ready(family, this.value) ?? "no";
    if (ready === "soon") this.later = setTimeout(() => { if (!this.preview()) this.send("drag"); }, SOON_MS);
    return ready === "soon" || (ready === "yes" && thumb().show(family, this.value, resting));
  }

  // Put back what was there when it began.
  cancel() {
    this.dropped = this.pressed ?? false;
    this.end();
    thumb()?.back();
    if (this.asked) { this.commit(this.start); return; }
    this.show(this.start);
  }

  // The first value of a drag waits a moment for a release; the next ones go at once.
  drag() {
    this.untype();
    if (this.preview()) return;
    if (this.moving) { this.send("drag"); return; }
    this.flick ??= setTimeout(() => { this.flick = undefined; this.moving = true; this.send("drag"); }, FLICK_MS);
  }

  // Let go where it was taken, of which the browser says nothing: what the server drew on the way is taken back.
  untouched() {
    if (!this.dragging || this.pressed) return;
    if (this.asked) { this.commit(this.value); return; }
    this.end();
    thumb()?.back();
  }

  // What the server says. Runs at every answer, also to another lever's move.
  update(data, setStateValue) {
    this.setStateValue = setStateValue;
    thumb()?.answered();
    const first = this.data === undefined;
    const old = this.data ?? {};
    this.data = data;
    if (old.texts !== data.texts && JSON.stringify(old.texts) !== JSON.stringify(data.texts)) this.label();
    if (first || old.low !== data.low || old.high !== data.high || old.base !== data.base || old.lang !== data.lang) this.scale();
    this.tell();
    if (this.epoch !== null && this.epoch !== data.epoch) {
      // A new server session: it knows the scenario of the address, not a value that was still under way.
      const lost = this.sent > this.acked || this.dragging;
      this.sent = this.acked = this.committed = data.ack;
      this.epoch = data.epoch;
      this.online();
      if (lost) { this.send(this.dragging ? "drag" : "commit"); return; }
    }
    this.epoch = data.epoch;
    if (data.ack > this.acked) this.acked = Math.min(data.ack, this.sent);
    if (this.acked === data.ack) this.online();
    if (this.next()) return;
    if (this.dragging && this.value !== data.value) this.preview();
    if (this.acked < this.sent || this.dragging || this.resting !== undefined) return;
    const { text } = this;
    const answered = text !== null || old.refused !== data.refused;
    this.text = null;
    // What somebody types is left alone while the value under it stays what it was, and when more was typed since.
    const typing = this.root.getRootNode().activeElement === this.typed;
    const more = typing && text !== null && this.typed.value !== text;
    if (answered || data.value !== this.value || !typing) this.show(data.value, more);
  }

  send(phase) {
    // Nothing passes a release: the server would see the newest only, and the step back to it would be lost.
    const behind = this.acked < this.committed;
    if (behind || (phase !== "commit" && !this.room())) {
      // A commit that waits is never turned back into a drag.
      this.waiting = this.waiting === "commit" ? "commit" : phase;
      return;
    }
    this.waiting = null;
    this.asked ||= phase === "drag";
    this.sent += 1;
    if (phase === "commit") this.committed = this.sent;
    const given = this.text === null ? { value: this.value } : { text: this.text };
    this.setStateValue("move", { seq: this.sent, ...given, phase, epoch: this.epoch });
    this.watch();
  }

  room() { return this.sent - this.acked < UNDER_WAY; }

  // Nothing is held any longer, and nothing that was to follow it comes.
  end() {
    this.dragging = this.moving = false;
    this.free?.();
    clearTimeout(this.flick);
    clearTimeout(this.later);
    this.flick = undefined;
    this.still();
  }

  commit(value) {
    this.end();
    const back = value === this.data.value;
    // What is back where it was and asked nobody has nothing to tell.
    const nothing = back && !this.asked && this.acked === this.sent && this.waiting === null && this.text === null && this.data.refused === null;
    this.untype();
    if (back) thumb()?.back();
    this.show(value);
    if (!nothing) this.send("commit");
  }

  // A key or a button: seen at once, committed when no other follows.
  step(value) {
    if (this.resting === undefined) this.begin();
    this.dragging = this.moving = false;
    this.hold();
    this.untype();
    this.show(value);
    if (!this.preview()) this.send("drag");
    this.still();
    this.resting = setTimeout(() => this.flush(), REST_MS);
  }

  flush() { if (this.resting !== undefined) this.commit(this.value); }

  still() {
    clearTimeout(this.resting);
    this.resting = undefined;
  }

  // Another address: what is under way may never be answered, as the front end leaves sliders out of what it asks then.
  // After back or forward nobody waits for it, and the server takes it no more. After a mended address it goes once more.
  forget(left) {
    const unheard = this.sent > this.acked || this.waiting !== null;
    if (left) this.still();
    this.waiting = null;
    if (left) thumb()?.back();
    this.acked = this.committed = this.sent;
    this.watch();
    if (unheard && !left) this.send(this.dragging ? "drag" : "commit");
  }

  untype() {
    this.text = null;
    if (this.data.refused !== null) this.data = { ...this.data, refused: null };
  }

  online() {
    this.tries = 0;
    this.watch();
    if (this.away) { this.away = false; this.foot(); }
  }

  // Whatever is still under way must be answered in time.
  watch() {
    clearTimeout(this.timer);
    if (this.sent > this.acked) this.timer = setTimeout(() => this.offline(), QUIET_MS);
  }

  // A page at rest that has not answered will not: another question stopped the run that was to. It is asked once more.
  offline() {
    this.away = true;
    this.foot();
    if (window.koersLine === "lost" || this.tries === MOST_TRIES) return;
    if (!document.querySelector(".stApp[data-test-script-state=notRunning]")) { this.watch(); return; }
    this.tries += 1;
    this.acked = this.committed = this.sent;
    this.send(this.dragging ? "drag" : "commit");
  }

  key(event) {
    if (event.key === "Escape" && (this.dragging || this.resting !== undefined)) { event.preventDefault(); this.cancel(); return; }
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const { low, high } = this.data;
    const value = steps ? this.move(steps) : event.key === "Home" ? low : event.key === "End" ? high : undefined;
    if (value === undefined) return;
    event.preventDefault();
    this.step(value);
  }

  // The server reads what was typed: one rule for every field, and the number on the screen is the one that counts.
  type() {
    const text = this.typed.value;
    const { refused } = this.data;
    if (text === (this.text ?? refused)) return;
    if (text !== this.format(this.value)) { this.text = text; this.send("commit"); return; }
    if (this.text !== null || refused !== null) this.commit(this.value);
  }

}
