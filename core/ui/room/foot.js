// What a presenter presses: buttons under the chart, and the same by key. What needs the server is asked of it; a black screen,
// the list of keys, the large code and the replay are done here, so that nothing of that waits for a network.

const DESIGN = { width: 1920, height: 1080 }; // screen on which the style sheet's enlargement is meant as it stands
const DRAWN_MS = 200; // after an answer, until its charts are drawn
const LETTERS = "koers-room-letters"; // where a tab keeps that letters and digits are no keys here
const feet = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  let foot = feet.get(parentElement);
  if (!foot) feet.set(parentElement, foot = new Foot(parentElement));
  foot.update(component.data, component.setTriggerValue);
  return () => foot.stop();
}

class Foot {
  constructor(root) {
    this.root = root;
    this.find = (name) => root.querySelector(`.${name}`);
    this.player = new Player(this);
    this.asker = new Asker(this);
    this.follower = new Follower(this);
    const at = { previous: () => this.ask("previous"), next: () => this.ask("next"), replay: () => this.replay(), keys: () => this.open("list"), leave: () => this.ask("leave") };
    for (const [name, act] of Object.entries(at)) this.find(name).addEventListener("click", act);
    for (const close of root.querySelectorAll(".close")) close.addEventListener("click", () => close.closest("dialog").close());
    this.find("black").addEventListener("click", () => this.find("black").close());
  }

  start() {
    this.heard = new AbortController();
    const { signal } = this.heard;
    addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    addEventListener("pointerdown", () => this.finish(), { capture: true, signal });
    addEventListener("resize", () => this.scale(), { signal });
    addEventListener("focusin", (event) => { const [at] = event.composedPath(); if (this.dials().includes(at)) this.chosen = at; }, { signal });
    document.addEventListener("visibilitychange", () => this.wake(), { signal });
    this.notice = document.querySelector(".koers-away");
    this.noticed = new MutationObserver(() => this.write());
    if (this.notice) this.noticed.observe(this.notice, { childList: true });
    this.scale();
    this.wake();
  }

  // A drawing that is overtaken by the next stops too, and starts again.
  stop() {
    this.finish();
    this.asker.stop();
    this.follower.stop();
    this.noticed?.disconnect();
    this.heard?.abort();
    this.heard = undefined;
    this.lock?.release();
    this.lock = undefined;
  }

  scale() {
    const scale = Math.min(innerWidth / DESIGN.width, innerHeight / DESIGN.height);
    document.documentElement.style.setProperty("--koers-scale", String(scale));
  }

  // A screen that nobody touches stays on, where the browser can do that.
  async wake() {
    if (document.hidden || this.lock?.released === false) return;
    try { this.lock = await navigator.wakeLock?.request("screen"); } catch { this.lock = undefined; }
  }

  update(data, setTriggerValue) {
    this.send = setTriggerValue;
    this.data = data;
    if (!this.heard) this.start();
    const { texts } = data;
    this.find("foot").setAttribute("aria-label", texts.foot);
    this.write();
    if (data.spoken) this.say(data.spoken);
    for (const name of ["previous", "next"]) this.label(this.find(name), texts[name]);
    for (const name of ["keys", "leave"]) this.find(name).textContent = texts[name];
    for (const close of this.root.querySelectorAll(".close")) close.textContent = texts.close;
    this.find("black").firstElementChild.textContent = texts.black;
    this.find("replay").disabled = !data.changed;
    this.player.label();
    this.strip();
    this.list();
    this.asker.update();
    this.follower.update();
    this.steering();
    if (this.asked && data.replay) {
      this.asked = false;
      setTimeout(() => this.player.play(this.data.replay), DRAWN_MS);
    }
    line.hear(this);
  }

  // What stands between the controls: that the connection is away comes first, and nothing of the picture goes under it.
  write() {
    const gone = Boolean(this.notice?.textContent);
    const { data: { texts, line: told }, two } = this;
    const place = this.find("line");
    const text = gone ? texts.away : two ? texts.two : told;
    if (place.textContent !== text) place.textContent = text;
    for (const name of ["line", "gone"]) this.find(name).classList.toggle("away", gone);
    this.find("gone").textContent = gone ? texts.away : "";
  }

  // For a screen reader, in an element that lasts.
  say(text) {
    const place = this.find("spoken");
    if (place.textContent !== text) place.textContent = text;
  }

  label(button, text) { button.setAttribute("aria-label", text); button.title = text; }

  strip() {
    const { charts, chart } = this.data;
    const strip = this.find("strip");
    while (strip.children.length > charts.length) strip.lastElementChild.remove();
    charts.forEach(({ name, said }, number) => {
      const button = strip.children[number] ?? strip.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = String(number + 1);
      this.label(button, `${said}: ${name}`);
      button.setAttribute("aria-current", String(number === chart));
      button.onclick = () => this.ask("chart", number);
    });
  }

  // Every key with what it does, as a button too.
  list() {
    const { texts, scenarios, undo, story, steps, changed } = this.data;
    const rows = [
      ["Tab", texts.lever, () => this.dial(1)], [texts.key_arrows, texts.move, () => this.dial(0)],
      [texts.key_space, texts.replay, changed && (() => this.replay())], ["C", texts.against, () => this.ask("against")],
      [texts.key_pages, texts.step, () => this.ask("next")], ["N", texts.beside, this.data.charts.length > 1 && (() => this.ask("beside"))],
      ["S", story ? texts.story_end : this.data.prepared ? texts.prepared : texts.story, (story || steps) && (() => this.ask("story"))], ["Z", texts.undo, undo && (() => this.ask("undo"))],
      ["G", texts.ask, () => this.asker.on()], ["P", texts.steer, () => this.steer()], ["E", texts.end, this.data.meeting && (() => this.ask("end"))],
      ["B", texts.blank, () => this.open("black")], ["Q", texts.code, () => this.open("large")],
      ["?", this.letters ? texts.letters_off : texts.letters_on, () => this.swap()], ["Alt+G", texts.leave, () => this.ask("leave")],
      ...scenarios.map((name, i) => [String(i + 1), name, () => this.ask("scenario", i + 1)]),
    ];
    const list = this.find("list");
    list.firstElementChild.textContent = texts.keys;
    list.setAttribute("aria-label", texts.keys);
    const cells = rows.flatMap(([key, text, act]) => {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.disabled = !act;
      button.addEventListener("click", () => { list.close(); act?.(); });
      return [cap, button];
    });
    this.find("rows").replaceChildren(...cells);
    this.find("large").setAttribute("aria-label", texts.code);
    const picture = this.find("picture");
    if (this.code !== this.data.code) picture.innerHTML = this.code = this.data.code;
    this.find("pair").setAttribute("aria-label", texts.replay);
    this.find("black").setAttribute("aria-label", texts.black);
  }

  open(name) {
    this.finish();
    const dialog = this.find(name);
    if (!dialog.open) dialog.showModal();
  }

  ask(name, number = 0) {
    this.finish();
    line.ask(name, { number });
  }

  // Whatever plays ends; else the last change is played. One that the server has not answered yet is waited for, unless
  // there is no server: then what stood there before the thumb moved is known here.
  replay() {
    if (this.player.playing) { this.finish(); return; }
    const ahead = window.koersThumb?.unanswered();
    if (ahead && !line.lost) this.asked = true;
    else if (ahead ?? this.data.replay) this.player.play(ahead ?? this.data.replay);
  }

  // The code of a second screen; a meeting is begun for it.
  steer() {
    if (!this.data.steer) this.ask("meet");
    this.open("steer");
  }

  steering() {
    const { steer, texts } = this.data;
    const box = this.find("steer");
    box.setAttribute("aria-label", texts.steer);
    if (this.way === steer?.where) return;
    this.way = steer?.where;
    box.querySelector(".picture").innerHTML = steer?.picture ?? "";
    box.querySelector(".way").textContent = steer?.where.replace(/^https?:\/\//, "") ?? "";
  }

  // What a second screen pressed.
  pressed(name, number) {
    const black = this.find("black");
    const acts = { replay: () => this.replay(), guess: () => this.asker.on(), black: () => (black.open ? black.close() : this.open("black")) };
    const asked = ["previous", "next", "chart", "story", "undo"];
    if (acts[name]) acts[name]();
    else if (asked.includes(name)) this.ask(name, Number.isInteger(number) ? number : 0);
  }

  // Letters and digits can be switched off, for whoever dictates or presses them by chance.
  get letters() { return sessionStorage.getItem(LETTERS) !== "off"; }

  swap() { sessionStorage.setItem(LETTERS, this.letters ? "off" : "on"); this.list(); }

  // Levers ----------------------------------------------------------------------------------------------------------

  dials() {
    return [...document.querySelectorAll(".st-key-room .st-key-panel *")].map((host) => host.shadowRoot?.querySelector(".range")).filter(Boolean);
  }

  // The lever that is chosen, or the one so many after it; undefined after the last one.
  dial(by) {
    const all = this.dials();
    const at = all.indexOf(this.chosen);
    const next = all[at < 0 ? 0 : at + by];
    next?.focus();
    return next;
  }

  key(event) {
    const [target] = event.composedPath();
    const black = this.find("black");
    const done = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (black.open) { black.close(); done(); return; }
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) { if (event.code === "KeyG") { done(); this.ask("leave"); } return; }
    const playing = this.player.playing;
    this.finish();
    if (playing && (event.key === " " || event.key === "Escape")) { done(); return; }
    if (this.asker.open && (event.key === "PageDown" || event.key.toLowerCase() === "g")) { done(); this.asker.on(); return; }
    if (this.root.querySelector("dialog[open]") || target.closest?.("[role=dialog], [data-baseweb=popover]")) return;
    if (target.matches?.("input:not([type=range]), textarea, select")) return;
    const dial = target.matches?.("input[type=range]");
    const pressed = !dial && target.matches?.("button, a[href], summary");
    if (event.key.startsWith("Arrow") && !dial) { done(); this.nudge(event.key); return; }
    if (event.key === "Tab") {
      if (!dial || event.shiftKey) { if (target === document.body) { done(); this.dial(0); } return; }
      // After the last dial come the buttons: its own field would take every key after that for a number.
      if (!this.dial(1)) this.find("previous").focus();
      done();
      return;
    }
    if (event.key === " " && pressed) return;
    if (event.key !== " " && event.key.length === 1 && !this.letters) return;
    const acts = {
      " ": () => this.replay(), PageDown: () => this.ask("next"), PageUp: () => this.ask("previous"),
      b: () => this.open("black"), ".": () => this.open("black"), z: () => this.ask("undo"), "?": () => this.open("list"),
      n: () => this.ask("beside"), c: () => this.ask("against"), s: () => this.ask("story"), q: () => this.open("large"),
      g: () => this.asker.on(), p: () => this.steer(), e: () => { if (this.data.meeting) this.ask("end"); },
    };
    const act = acts[event.key] ?? acts[event.key.toLowerCase()] ?? (/^[1-9]$/.test(event.key) ? () => this.ask("scenario", Number(event.key)) : undefined);
    if (act) { done(); act(); }
  }

  // An arrow that nothing has the focus for moves the chosen lever.
  nudge(key) {
    this.dial(0)?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
  }

  finish() { this.player.end(); }
}
