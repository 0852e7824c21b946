// Raad eerst: a question covers the screen, phones and hands answer it, and then guesses and answer stand beside each other.
// The cover comes at once; hands are counted here and go nowhere.

const COUNT_MS = 1000; // how often it is asked how many guesses there are
const BINS = 6; // parts of the range that hands are raised for
const DOTS = { width: 800, height: 150, size: 9, places: 60, foot: 24 };

class Asker {
  constructor(foot) {
    this.foot = foot;
    this.box = foot.find("guess");
    this.hands = Array.from({ length: BINS }, () => 0);
    this.box.addEventListener("close", () => { this.done = foot.data.guess?.key; this.stop(); foot.ask("guess_done"); });
    foot.find("uncover").addEventListener("click", () => this.on());
  }

  get open() { return this.box.open; }

  // Ask, uncover, go on: one key does all three.
  on() {
    const { guess } = this.foot.data;
    if (!this.open) { this.cover(); this.foot.ask("guess"); }
    else if (guess && guess.answer === null) this.foot.ask("uncover");
    else this.box.close();
  }

  cover() {
    this.hands.fill(0);
    this.done = undefined;
    for (const name of ["question", "truth", "where", "count"]) this.foot.find(name).textContent = "";
    for (const name of ["door", "dots"]) this.foot.find(name).replaceChildren();
    this.foot.open("guess");
  }

  stop() { clearTimeout(this.timer); this.timer = undefined; }

  update() {
    const { guess, texts } = this.foot.data;
    this.foot.find("uncover").textContent = guess?.answer === null || !guess ? texts.uncover : texts.go_on;
    if (!guess) { this.stop(); return; }
    if (!this.open && guess.key !== this.done) { this.cover(); }
    if (!this.open) return;
    this.foot.find("question").textContent = guess.said;
    const covered = guess.answer === null;
    this.foot.find("ways").hidden = !covered;
    this.foot.find("shown").hidden = covered;
    if (covered) {
      if (this.picture !== guess.picture) this.foot.find("door").innerHTML = this.picture = guess.picture ?? "";
      this.foot.find("where").textContent = guess.code ? guess.where.replace(/^https?:\/\//, "") : texts.no_phones;
      this.fields(guess);
      if (this.timer === undefined && guess.code) this.count();
      return;
    }
    this.stop();
    this.picture = undefined;
    this.dots(guess);
  }

  async count() {
    this.timer = 0;
    const { guess, texts } = this.foot.data;
    const home = window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;
    try {
      const answer = await fetch(`${home}koers/raad.json?c=${guess.code}`, { cache: "no-store" });
      if (answer.ok && this.timer !== undefined) this.foot.find("count").textContent = texts.count.replace("{n}", (await answer.json()).count);
    } catch { /* the line is away: the number that stood there stays */ }
    if (this.timer !== undefined && this.open) this.timer = setTimeout(() => this.count(), COUNT_MS);
  }

  written(value) { return new Intl.NumberFormat(this.foot.data.lang === "nl" ? "nl-NL" : "en-GB", { maximumFractionDigits: 0 }).format(value); }

  fields({ low, high }) {
    const hands = this.foot.find("hands");
    if (hands.dataset.range === `${low} ${high} ${this.foot.data.lang}`) return;
    hands.dataset.range = `${low} ${high} ${this.foot.data.lang}`;
    const wide = (high - low) / BINS;
    hands.replaceChildren(Object.assign(document.createElement("legend"), { textContent: this.foot.data.texts.hands }), ...this.hands.map((_, i) => {
      const label = document.createElement("label");
      label.textContent = `${this.written(low + i * wide)}\u2013${this.written(low + (i + 1) * wide)}`;
      const field = label.appendChild(document.createElement("input"));
      Object.assign(field, { type: "number", min: "0", max: "200", value: "0" });
      field.addEventListener("input", () => { this.hands[i] = Math.max(0, Math.min(200, Math.round(Number(field.value) || 0))); });
      return label;
    }));
  }

  // Every guess is a dot, stacked where it lies; the answer is a line.
  dots({ low, high, guesses, answer, told }) {
    const wide = (high - low) / BINS;
    const all = [...guesses, ...this.hands.flatMap((n, i) => Array.from({ length: n }, () => low + (i + 0.5) * wide))].sort((a, b) => a - b);
    const { width, height, size, places, foot } = DOTS;
    const x = (value) => 20 + (width - 40) * Math.min(1, Math.max(0, (value - low) / (high - low)));
    const stacks = new Map();
    for (const value of all) { const place = Math.round((value - low) / (high - low) * places); stacks.set(place, (stacks.get(place) ?? 0) + 1); }
    const tall = Math.min(size, (height - foot - 16) / Math.max(1, ...stacks.values()));
    const parts = [];
    for (const [place, n] of stacks) for (let i = 0; i < n; i++) parts.push(`<circle cx="${x(low + place / places * (high - low))}" cy="${height - foot - tall * (i + 0.6)}" r="${tall * 0.45}"/>`);
    for (let i = 0; i <= BINS; i += 2) parts.push(`<text x="${x(low + i * wide)}" y="${height - 6}" text-anchor="middle">${this.written(low + i * wide)}</text>`);
    const at = x(answer);
    parts.push(`<path class="axis" d="M20,${height - foot}H${width - 20}"/><path class="answer" d="M${at},12V${height - foot}"/>`);
    this.foot.find("dots").innerHTML = `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${parts.join("")}</svg>`;
    const quarter = (part) => this.written(Math.round(all[Math.round((all.length - 1) * part)] / 100) * 100);
    const half = all.length ? this.foot.data.texts.half.replace("{n}", all.length).replace("{low}", quarter(0.25)).replace("{high}", quarter(0.75)) : "";
    this.foot.find("truth").textContent = `${told} ${half}`.trim();
  }
}
