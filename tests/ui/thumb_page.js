// A page without a browser for what draws under the thumb: one chart, one answer, time that is told. Prints, by what was done,
// what stands there and what should. Streamlit is played by `view.data`, `insert`, `remove` and `answer.innerHTML`.
const fs = require("fs");
let now = 0;
let timers = [];
let frames = [];
Object.assign(globalThis, {
  window: globalThis, location: { origin: "http://koers" }, reportError: (error) => { throw error; },
  setTimeout: (act, wait = 0) => timers.push([now + wait, act]),
  requestAnimationFrame: (draw) => frames.push(draw),
  dispatchEvent: () => {}, CustomEvent: class {},
});
Object.defineProperty(globalThis, "performance", { value: { now: () => now } });

const START = { extent: [{ y_low: 0, y_high: 10 }], paths: [{ v: 20 }, { v: 21 }], names: [{ text: "n2" }] };
const view = {
  rows: {},
  data(name, rows) { if (rows === undefined) return this.rows[name]; this.rows[name] = [...rows]; return this; },
  insert(name, rows) { this.rows[name] = [...this.rows[name], ...rows]; },
  remove(name) { this.rows[name] = []; },
  changeset() {
    const changes = [];
    return { changes, modify(row, column, value) { changes.push([row, column, value]); return this; } };
  },
  change(name, { changes }) { for (const [row, column, value] of changes) row[column] = value; return this; },
  runAsync() { return this; },
  resize() { return this; },
};
const answer = { get innerHTML() { return this.text; }, set innerHTML(text) { this.text = text; this.firstChild = { text }; } };
globalThis.document = {
  querySelector: (selector) => (selector.endsWith(".koers-answer") ? answer : null),
  querySelectorAll: (selector) => (selector.includes("svg.marks") ? [{ __data__: { context: { dataflow: view } } }] : []),
};

// Five steps: the answer is t0 to t4, a column of two rows 10 apart, a name that is gone at the last, an axis that grows.
function body() {
  const whole = [0, 1, 2, 3, 4].flatMap((step) => [10 * step, 1]);
  const apart = whole.map((value, i) => (i < 2 ? value : value - whole[i - 2]));
  const bytes = Buffer.alloc(4 * apart.length);
  apart.forEach((value, i) => bytes.writeUInt8(2 * value, i));
  const told = (templates, numbers, which = []) => ({ templates, which, numbers });
  const header = Buffer.from(JSON.stringify({
    values: [0, 1, 2, 3, 4], figures: ["c"], track: { strip: [], said: told([], "") },
    texts: { answer: told(["t\0"], "0 1 2 3 4") },
    charts: { c: {
      extent: told(['{"y_low":0,"y_high":\0}'], "10 10 10 20 30"),
      columns: { paths: { v: { at: 0, rows: 2, unit: 1, from: 0 } } },
      rows: { names: told(['[{"text":"n\0"}]', "[]"], "0 1 2 3", [0, 0, 0, 0, 1]) },
    } },
  }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return new Uint8Array(Buffer.concat([length, header, bytes])).buffer;
}
globalThis.fetch = async () => ({ status: 200, arrayBuffer: async () => body() });
eval(fs.readFileSync(0, "utf8"));
const thumb = globalThis.koersThumb;

function wait(time) {
  now += time;
  const due = timers.filter(([at]) => at <= now);
  timers = timers.filter(([at]) => at > now);
  for (const [, act] of due) act();
}

function draw() { for (const one of frames.splice(0)) one(); }
function hold(step, resting = 2) { thumb.show("a", step, resting); draw(); }
function answered() { thumb.answered(); wait(200); }
const stands = () => [structuredClone(view.rows), answer.innerHTML];

const DONE = {
  "a step is drawn": () => { hold(3); return [stands(), [{ extent: [{ y_low: 0, y_high: 20 }], paths: [{ v: 30 }, { v: 31 }], names: [{ text: "n3" }] }, "t3"]]; },
  "the rows of a step stay where they are at the next": () => {
    hold(3);
    const rows = [...view.rows.paths, ...view.rows.names, ...view.rows.extent];
    hold(1);
    const after = [...view.rows.paths, ...view.rows.names, ...view.rows.extent];
    return [rows.map((row, i) => row === after[i]), [true, true, true, true]];
  },
  "there and back": () => { hold(3); hold(2); thumb.back(); },
  "an answer that says the same comes while a step stands": () => { hold(3); answered(); },
  "and the next drag goes there and back": () => { hold(3); answered(); hold(4); hold(2); thumb.back(); answered(); },
  "an answer comes before the last step is drawn": () => { hold(3); thumb.show("a", 2, 2); answered(); draw(); },
  "escape where a step has no rows": () => { hold(4); thumb.back(); },
  "an answer is drawn late, between two steps": () => {
    hold(4);
    view.data("paths", [{ v: 7 }, { v: 8 }]);
    hold(3);
    thumb.back();
    return [stands(), [{ ...START, paths: [{ v: 7 }, { v: 8 }] }, "t2"]];
  },
  "rows come into a chart that had none": () => {
    view.remove("names");
    hold(3);
    view.insert("names", [{ text: "n3" }]);
    answered();
    return [stands(), [{ ...START, names: [{ text: "n3" }] }, "t2"]];
  },
  "rows go from a chart": () => { hold(4); view.remove("names"); answered(); return [stands(), [{ ...START, names: [] }, "t2"]]; },
  "a release leaves axes wider, and the next drag comes back": () => {
    hold(3);
    thumb.back();
    view.data("extent", [{ y_low: 0, y_high: 20 }]);
    hold(2, 3);
    return [view.rows.extent, START.extent];
  },
};

(async () => {
  await thumb.want("a");
  const found = {};
  for (const [name, act] of Object.entries(DONE)) {
    wait(1000);
    for (const [dataset, rows] of Object.entries(START)) view.data(dataset, rows.map((row) => ({ ...row })));
    answer.innerHTML = "t2";
    found[name] = act() ?? [stands(), [START, "t2"]];
    thumb.back();
  }
  console.log(JSON.stringify(found));
})();
