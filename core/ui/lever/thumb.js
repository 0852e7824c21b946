// Draws under the thumb: every step of a lever is here before it moves (a family, see core/figures/preview.py), and each
// frame puts the numbers and texts of one step on the page. Nothing is worked out here: it looks up. The server hears of
// the release only, and its answer stands.
//
// A chart is reached through the drawing that Vega made of it, a door that Streamlit does not promise. Where it is shut,
// or a family is missing, `show` says so and the slider asks the server as it always did.

const KEPT = 6; // families, each some hundreds of kilobytes when unpacked
const SETTLED_MS = 150; // after an answer, until its charts are drawn
const home = window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;

const families = new Map(); // by address; the one that was asked for last stands last
let shown; // what is on the page instead of an answer: { family, address, charts, said }
let wanted; // step that the next frame draws
let drawing = false;
let heard = 0; // when the last answer came
let settling = 0; // answers whose charts are not looked over yet

// The page -------------------------------------------------------------------------------------------------------

// A room sees some of a page's charts; elsewhere all of them stand on it.
function standing({ charts }) {
  return document.querySelector(".st-key-room") ? charts.filter(({ key }) => document.querySelector(`.st-key-chart-${key}`)) : charts;
}

// Whether nothing stands on the page that a lever moves and this family does not know: then nothing is drawn by half.
function alone({ figures }) {
  return [...document.querySelectorAll(":is(.st-key-sheet, .st-key-stage) [class*=st-key-chart-]")].every((chart) => [...chart.classList].some((name) => figures.has(name)));
}

const words = new WeakMap(); // by place what is said there for a thumb, and what the server wrote

// What is on the page, to draw over and to put back; `resting` is the step that it shows, if it is one.
function capture(address, family, resting) {
  const charts = standing(family).map((chart) => {
    const view = viewOf(chart.key);
    const [at] = theirs(view, "extent");
    const asked = JSON.parse(chart.extent(resting ?? 0));
    const whole = at.x_low === asked.x_whole && at.x_low !== asked.x_low;
    const rests = known(chart.key);
    if (resting !== undefined) rests.set(named(widened(asked, whole)), plain(at));
    return { ...chart, view, whole, rests };
  });
  const places = {
    answer: document.querySelector(".st-key-top .koers-answer"),
    keys: document.querySelector(".st-key-top .koers-keys"),
    slim: document.querySelector(".koers-slim > div"),
    gauge: document.querySelector(".st-key-top .koers-gauge"),
    beside: document.querySelector(".st-key-top .koers-beside"),
  };
  const said = [];
  for (const [name, text] of Object.entries(family.texts)) {
    const place = name.startsWith("title ") ? document.querySelector(`.st-key-figure-${name.slice(6)} .koers-title`) : places[name];
    if (place) said.push({ place, before: written(place), text });
  }
  return { address, family, charts, said };
}

function frame() {
  drawing = false;
  if (!shown || wanted === undefined) return;
  const step = wanted;
  wanted = undefined;
  try {
    for (const chart of shown.charts) move(chart, step);
    for (const { place, text } of shown.said) say(place, text(step));
  } catch (error) {
    // The next move asks the server, which draws all of it.
    shown = undefined;
    families.clear();
    reportError(error);
  }
}

// What the server wrote in a place last, whatever is said there now: an answer that says the same as the one before it
// leaves ours standing. What it writes are other nodes.
function written(place) {
  const kept = words.get(place);
  return kept && place.firstChild === kept.ours ? kept.theirs : place.innerHTML;
}

function say(place, text) {
  if (words.get(place)?.text === text) return;
  const theirs = written(place);
  place.innerHTML = text;
  words.set(place, { text, ours: place.firstChild, theirs });
}

function unsay({ place }) {
  const theirs = written(place);
  words.delete(place);
  if (place.innerHTML !== theirs) place.innerHTML = theirs;
}

function move(chart, step) {
  const { view } = chart;
  for (const [name, columns] of Object.entries(chart.columns)) {
    const moved = Object.entries(columns);
    lay(view, name, theirs(view, name).map((row, i) => {
      const fresh = plain(row);
      for (const [column, value] of moved) fresh[column] = value(step, i, row[column]);
      return fresh;
    }));
  }
  for (const [name, rows] of Object.entries(chart.rows)) {
    const ours = JSON.parse(rows(step));
    if (ours.length !== view.data(name).length) view.resize(); // a chart may be as high as it has rows
    lay(view, name, ours);
  }
  stretch(chart, JSON.parse(chart.extent(step)));
  view.runAsync();
}

// The domains that a release gives, by the rule of core/ui/axes.py: then nothing jumps. They hang on where the thumb
// is and on what was there before it moved, not on the way that it went.
function stretch({ view, whole, rests }, asked) {
  const [at] = theirs(view, "extent");
  const [now] = view.data("extent");
  const ends = settled(at, rests, widened(asked, whole));
  if (same(ends, now)) return;
  lay(view, "extent", [{ ...ends }]);
  view.resize();
}

// Tell all sliders which one is drawn here: what the others say of the target is no longer so.
function tell(address) { dispatchEvent(new CustomEvent("koers-preview", { detail: address })); }

function wish(step) {
  wanted = step;
  if (!drawing) { drawing = true; requestAnimationFrame(frame); }
}

// Doors for a slider ----------------------------------------------------------------------------------------------

window.koersThumb = {
  view: viewOf,

  // Somebody comes near: bring the family, so that it is there when the thumb moves.
  async want(address) {
    if (!address) return;
    const known = families.get(address);
    families.delete(address);
    families.set(address, known ?? "coming");
    if (known) return;
    for (const [other] of families) if (families.size > KEPT) families.delete(other);
    try {
      const answer = await fetch(home + address);
      if (answer.status !== 200) throw new Error(String(answer.status));
      families.set(address, unpack(await answer.arrayBuffer()));
    } catch {
      families.delete(address);
    }
  },

  // What the track of a slider tells of the chance of the target [percent], and what is said of it at one value.
  strip(address) { return families.get(address)?.strip; },
  chance(address, value) {
    const family = families.get(address);
    const step = family?.steps?.get(value);
    return step === undefined ? undefined : family.said(step);
  },

  // Whether the next move can be drawn here: "yes", "no", or "soon" while an answer is still being drawn.
  ready(address, value) {
    const family = families.get(address);
    if (!family?.steps?.has(value)) return "no";
    if (shown?.address === address) return "yes";
    if (settling || performance.now() - heard < SETTLED_MS) return "soon";
    return alone(family) && standing(family).every((chart) => viewOf(chart.key)) ? "yes" : "no";
  },

  // Draw a value with the next frame; false when it cannot be. On the page is what comes of `resting`.
  show(address, value, resting) {
    const family = families.get(address);
    const step = family?.steps?.get(value);
    if (step === undefined) return false;
    try {
      if (shown?.address !== address) {
        shown = capture(address, family, family.steps.get(resting));
        tell(address);
      }
    } catch {
      families.delete(address);
      return false;
    }
    wish(step);
    return true;
  },

  // What stood there before something that is drawn here and that no answer has come to; undefined without.
  unanswered() {
    const before = ({ view, columns, rows }) =>
      Object.fromEntries(["extent", ...Object.keys(columns), ...Object.keys(rows)].map((name) => [name, theirs(view, name)]));
    return shown && { charts: Object.fromEntries(shown.charts.map((chart) => [chart.key, { data: before(chart) }])), said: shown.said };
  },

  // Put back what was there before the thumb moved.
  back() {
    if (!shown) return;
    const { charts, said } = shown;
    shown = wanted = undefined;
    tell(undefined);
    for (const { view } of charts) restore(view, false);
    said.forEach(unsay);
  },

  // An answer is on the page: what was drawn here is over.
  answered() {
    heard = performance.now();
    if (!shown) return;
    const { charts, said } = shown;
    settling += 1;
    setTimeout(() => {
      settling -= 1;
      said.forEach(unsay);
      for (const { key, view } of charts) if (viewOf(key) === view) restore(view, true); // else the chart was built anew
    }, SETTLED_MS);
    shown = wanted = undefined;
    tell(undefined);
  },
};
