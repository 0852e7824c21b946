// What a slider shows: its value, its scale, what its track tells of the target, and its words. It sends nothing.

const HELD = "koers-held"; // on the desk while a slider is held
const SHEET = ":is(.st-key-sheet, .st-key-stage > :not(:has(.st-key-panel)))"; // of a scenario, and of a household
const PARTS = `${SHEET} .stHtml, ${SHEET} .stVerticalBlock`; // what keeps its height then
const LINES = [["--koers-held-answer", ".koers-answer", "height"], ["--koers-held-rows", ".koers-keys", "gridTemplateRows"]];
const thumb = () => window.koersThumb; // draws without the server where it can; see thumb.js

class Face {
  constructor(root) {
    const find = (name) => root.querySelector(`.${name}`);
    this.root = find("lever");
    this.range = find("range");
    this.typed = find("typed");
    this.parts = Object.fromEntries(
      ["name", "unit", "info", "minus", "plus", "rail", "band", "fill", "tick", "strip", "met", "reached", "note", "aim", "reset", "hidden", "about", "help", "known", "source"]
        .map((name) => [name, find(name)]),
    );
    this.text = null; // what was typed, until the server has said what it comes to
    this.dragging = false;
    const { parts } = this;
    parts.about.addEventListener("toggle", (event) => {
      if (event.newState !== "open") return;
      const at = parts.info.getBoundingClientRect();
      const box = parts.about;
      box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
      box.style.top = `${Math.max(8, Math.min(at.bottom + 4, innerHeight - box.offsetHeight - 8))}px`;
    });
  }

  desk() { return this.panel?.closest(".st-key-desk, .st-key-stage"); }

  // While a slider is held every text and every part of the sheet keeps its height, so that nothing moves under it.
  hold() {
    const desk = this.desk();
    if (!desk || desk.classList.contains(HELD)) return;
    const boxes = [...desk.querySelectorAll(PARTS)].map((box) => [box, box.getBoundingClientRect().height]);
    for (const [box, height] of boxes) box.style.minHeight = box.style.maxHeight = `${height}px`;
    // Within them what is written anew has no style of its own: its height stands on the desk.
    for (const [name, selector, property] of LINES) {
      const line = desk.querySelector(selector);
      if (line) desk.style.setProperty(name, getComputedStyle(line)[property]);
    }
    desk.classList.add(HELD);
    // A warning that comes under the thumb takes no line that was not there.
    const foot = this.root.querySelector(".foot");
    foot.style.height = `${foot.getBoundingClientRect().height}px`;
    this.root.classList.add("held");
    this.free = () => {
      foot.style.height = "";
      this.root.classList.remove("held");
      for (const [box] of boxes) box.style.minHeight = box.style.maxHeight = "";
      desk.classList.remove(HELD);
      this.free = undefined;
    };
  }

  move(steps) { return this.snap(this.value + steps * this.data.step, true); }

  // The nearest step of the scale; the basispad's own value is a step too, though it may lie between two.
  snap(value, skipBase = false) {
    const { low, high, step, base, digits } = this.data;
    const kept = Math.min(high, Math.max(low, value));
    if (!skipBase && Math.abs(kept - base) < step / 2) return base;
    const stepped = Number((low + Math.round((kept - low) / step) * step).toFixed(digits));
    return Math.abs(stepped - base) < step / 1e6 ? base : Math.min(high, Math.max(low, stepped));
  }

  format(value) {
    const { lang, decimals, scale } = this.data;
    const number = new Intl.NumberFormat(lang === "nl" ? "nl-NL" : "en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return number.format(value * scale).replace("-", "\u2212");
  }

  // Where a value lies on the track, as a CSS length that follows the middle of the thumb.
  place(value) {
    const { low, high } = this.data;
    const part = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return `calc(var(--half) + ${part} * (100% - var(--thumb)))`;
  }

  show(value, typing = false) {
    this.value = value;
    const { range, typed, parts, data } = this;
    const text = this.format(value);
    if (Number(range.value) !== value && !(this.dragging && this.snap(Number(range.value)) === value)) range.value = String(value);
    this.say();
    if (this.text === null && !typing) typed.value = data.refused ?? text;
    typed.setAttribute("aria-invalid", String(data.refused !== null));
    parts.fill.style.left = this.place(Math.min(value, data.base));
    parts.fill.style.width = `calc(${Math.abs(value - data.base) / (data.high - data.low)} * (100% - var(--thumb)))`;
    this.root.classList.toggle("moved", value !== data.base);
    this.foot();
  }

  // Where it just meets the target; null where it does nowhere, or while another slider is drawn without an answer.
  met() {
    const { met, low, high } = this.data;
    return this.doubt || met === null || met.value < low || met.value > high ? null : met;
  }

  // Where the target is just met, and its chance along the track where that is known.
  tell() {
    const { parts, data } = this;
    const met = this.met();
    parts.met.hidden = met === null;
    if (met) parts.met.style.left = this.place(met.value);
    parts.reached.textContent = met?.said ?? "";
    const strip = thumb()?.strip(data.family) ?? [];
    const shades = strip.map((chance) => `color-mix(in srgb, var(--st-link-color) ${chance}%, transparent)`);
    parts.strip.style.background = Math.min(...strip) < Math.max(...strip) ? `linear-gradient(to right, ${shades.join()})` : "";
    if (this.value !== undefined) this.say();
    this.foot();
  }

  // What a screen reader says of where the thumb is.
  say() {
    const { family, texts } = this.data;
    const chance = thumb()?.chance(family, this.value);
    this.range.setAttribute("aria-valuetext", [`${this.format(this.value)} ${texts.unit}`, chance].filter(Boolean).join(", "));
  }

  foot() {
    const { note, aim } = this.parts;
    const { texts, known, base } = this.data;
    const refused = this.data.refused !== null;
    const beyond = known !== null && (this.value < known[0] || this.value > known[1]);
    const text = this.away ? texts.connection : refused ? texts.invalid : beyond ? texts.beyond : texts.base.replace("{value}", this.format(base));
    if (note.textContent !== text) note.textContent = text;
    note.classList.toggle("warn", !this.away && (refused || beyond));
    const met = this.away || refused || beyond ? null : this.met();
    aim.textContent = met?.short ?? "";
  }

  label() {
    const { texts } = this.data;
    const { parts } = this;
    parts.name.textContent = texts.name;
    parts.unit.textContent = texts.unit;
    parts.reset.textContent = texts.reset_short;
    parts.help.textContent = texts.help;
    parts.known.textContent = texts.known;
    parts.source.textContent = texts.source;
    parts.hidden.textContent = texts.limits;
    for (const [part, text] of [["info", texts.info], ["minus", texts.minus], ["plus", texts.plus], ["reset", texts.reset]]) parts[part].setAttribute("aria-label", text);
    this.typed.setAttribute("aria-label", texts.typed);
    this.root.classList.toggle("assumption", this.data.assumption);
    const { cell } = this.data;
    this.root.classList.toggle("cell", cell !== null);
    this.root.classList.toggle("later", cell !== null && !cell.first);
    parts.name.style.borderInlineStart = cell && `3px ${cell.dashed ? "dashed" : "solid"} ${cell.colour}`;
  }

  scale() {
    const { range, parts, data } = this;
    range.min = String(data.low);
    range.max = String(data.high);
    const known = data.known ?? [data.low, data.high];
    parts.band.hidden = data.known === null;
    const from = Math.max(known[0], data.low), to = Math.min(known[1], data.high);
    parts.band.style.left = this.place(from);
    parts.band.style.width = `calc(${Math.max(0, to - from) / (data.high - data.low)} * (100% - var(--thumb)))`;
    parts.tick.style.left = this.place(data.base);
    if (this.value !== undefined) this.show(this.value);
  }
}
