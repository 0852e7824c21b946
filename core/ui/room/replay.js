// Plays a change: what was before it and what is after it, on the charts that stand there. Nothing of it needs a server.

const TIMES = 3; // how often
const STATE_MS = 1000; // how long each state stands
const BESIDE = { width: 420, one: 300, two: 188 }; // size of a chart of a still pair, by how many stand under each other [px]
const still = matchMedia("(prefers-reduced-motion: reduce)");
const saidBy = (html) => Object.assign(document.createElement("div"), { innerHTML: html }).textContent;
const plain = (row) => Object.fromEntries(Object.entries(row)); // without the mark that Vega gives it

class Player {
  constructor(foot) { this.foot = foot; }

  get playing() { return this.stop !== undefined; }

  label() {
    const { texts } = this.foot.data;
    this.foot.find("replay").textContent = this.playing ? `\u25a0 ${texts.stop}` : `\u25b6 ${texts.replay}`;
  }

  end() { this.stop?.(); }

  // Texts with what they said before: those of an answer, or those that the thumb has drawn over.
  texts({ answer, charts, said }) {
    const places = said ?? [
      { place: document.querySelector(".st-key-top .koers-answer"), before: answer },
      ...Object.entries(charts).map(([key, { title }]) => ({ place: document.querySelector(`.st-key-figure-${key} .koers-title`), before: title })),
    ];
    return places.filter(({ place }) => place).map(({ place, before }) => ({ place, before, after: place.innerHTML }));
  }

  // Charts with their rows before and after, and a domain that holds both: the axes stand still while it plays.
  charts({ charts }) {
    return Object.entries(charts).map(([key, { data }]) => ({ key, data, view: window.koersThumb?.view(key) })).filter(({ view }) => view).map((chart) => {
      const after = Object.fromEntries(Object.keys(chart.data).map((name) => [name, chart.view.data(name).map(plain)]));
      const [ends] = after.extent;
      const [others] = chart.data.extent;
      const held = Object.entries(ends).map(([name, value]) => [name, (name.endsWith("low") ? Math.min : Math.max)(value, others[name] ?? value)]);
      return { ...chart, after, held: [Object.fromEntries(held)] };
    });
  }

  lay({ view, held }, rows, extent = held) {
    for (const [name, found] of Object.entries(rows)) if (name !== "extent") view.data(name, found.map(plain));
    return view.data("extent", extent.map(plain)).resize().runAsync();
  }

  async play(change) {
    const charts = this.charts(change);
    const texts = this.texts(change);
    const told = document.querySelector(".koers-told");
    let timer;
    const show = (state) => {
      if (told) told.dataset.state = this.foot.data.texts[state];
      for (const text of texts) text.place.innerHTML = text[state];
      return Promise.all(charts.map((chart) => this.lay(chart, state === "before" ? chart.data : chart.after)));
    };
    this.stop = () => {
      clearTimeout(timer);
      this.stop = undefined;
      delete told?.dataset.state;
      for (const { place, after } of texts) place.innerHTML = after;
      for (const chart of charts) this.lay(chart, chart.after, chart.after.extent);
      this.label();
    };
    this.label();
    const { texts: said } = this.foot.data;
    if (texts.length) this.foot.say(`${said.before}: ${saidBy(texts[0].before)} ${said.after}: ${saidBy(texts[0].after)}`);
    if (still.matches) { await this.pair(charts, texts, show); return; }
    const turn = (left) => {
      if (!left) { this.end(); return; }
      show(left % 2 ? "after" : "before");
      timer = setTimeout(() => turn(left - 1), STATE_MS);
    };
    turn(2 * TIMES);
  }

  // For whoever wants nothing to move: both states beside each other, over charts that are drawn as narrow for it.
  async pair(charts, texts, show) {
    const { stop } = this;
    const states = this.foot.find("states");
    const figures = ["before", "after"].map((state) => {
      const figure = document.createElement("figure");
      const caption = figure.appendChild(document.createElement("figcaption"));
      caption.appendChild(document.createElement("b")).textContent = this.foot.data.texts[state];
      const told = texts[charts.length > 1 ? 1 : 0];
      if (told) caption.append(saidBy(told[state]));
      return figure;
    });
    states.replaceChildren(...figures);
    this.foot.find("pair").showModal();
    const sizes = charts.map(({ key }) => this.sizeOf(key));
    for (const [number, state] of ["before", "after"].entries()) {
      await show(state);
      for (const { key, view } of charts) {
        if (this.stop !== stop) break;
        await view.width(BESIDE.width).height(charts.length > 1 ? BESIDE.two : BESIDE.one).resize().runAsync();
        const drawing = document.querySelector(`.st-key-chart-${key} svg.marks`).cloneNode(true);
        drawing.setAttribute("aria-hidden", "true");
        figures[number].append(drawing);
      }
    }
    charts.forEach(({ view }, i) => view.width(sizes[i].width).height(sizes[i].height));
    if (this.stop === stop) this.end();
  }

  sizeOf(key) {
    const { width, height } = document.querySelector(`.st-key-chart-${key} svg.marks`).viewBox.baseVal;
    return { width, height };
  }
}
