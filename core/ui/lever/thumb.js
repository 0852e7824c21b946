// Draws under the thumb: every step of a lever is here before it moves (a family, see core/figures/preview.py), and each
// frame puts the numbers and texts of one step on the page. Nothing is worked out here: it looks up. The server hears of
// the release only, and its answer stands.
//
// A chart is reached through the drawing that Vega made of it, a door that Streamlit does not promise. Where it is shut,
// or a family is missing, `show` says so and the slider asks the server as it always did.
(() => {
  const KEPT = 6; // families, each some hundreds of kilobytes when unpacked
  const SETTLED_MS = 150; // after an answer, until its charts are drawn
  const GONE = 500; // marks of rows that are gone, in a layer of a chart; then they are thrown away
  const DOORS = ["data", "change", "changeset", "runAsync", "resize"]; // of a view, that all of this goes through
  const CALM = 0.25; // part of a domain that may be empty; as in core/ui/axes.py
  const home = window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;

  const families = new Map(); // by address; the one that was asked for last stands last
  let shown; // what is on the page instead of an answer: { family, address, charts, said }
  let wanted; // step that the next frame draws
  let drawing = false;
  let heard = 0; // when the last answer came
  const atRest = new Map(); // by chart its domains while no thumb moved: what was asked for, and what was drawn
  let settling = 0; // answers whose charts are not looked over yet

  // Unpacking ------------------------------------------------------------------------------------------------------

  function unpack(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const bytes = new Uint8Array(buffer, 4 + length);
    const steps = header.values.length;
    const charts = Object.entries(header.charts).map(([key, chart]) => ({
      key,
      extent: texts(chart.extent, steps),
      columns: each(chart.columns, (columns) => each(columns, (column) => numbers(column, steps, bytes))),
      rows: each(chart.rows, (rows) => texts(rows, steps)),
    }));
    const { strip, said } = header.track;
    return {
      steps: new Map(header.values.map((value, step) => [value, step])),
      figures: new Set(header.figures.map((key) => `st-key-chart-${key}`)),
      charts,
      texts: each(header.texts, (one) => texts(one, steps)),
      strip,
      said: strip.length ? texts(said, steps) : () => undefined,
    };
  }

  function each(found, change) { return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, change(value)])); }

  // A column: gives the values of one step, of the rows that move.
  function numbers({ at, rows, unit, from }, steps, bytes) {
    const count = rows * steps;
    const whole = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const folded = (bytes[at + i] | bytes[at + count + i] << 8 | bytes[at + 2 * count + i] << 16 | bytes[at + 3 * count + i] << 24) >>> 0;
      whole[i] = folded & 1 ? -(folded >>> 1) - 1 : folded >>> 1;
    }
    for (let i = rows; i < count; i++) whole[i] += whole[i - rows];
    for (let i = 0; i < count; i++) if (i % rows) whole[i] += whole[i - 1];
    const parts = Math.round(1 / unit); // a whole number of parts, as a tenth cannot be written exactly
    return (step, row, kept) => {
      const place = row - from;
      if (place < 0 || place >= rows) return kept;
      return unit < 1 ? whole[step * rows + place] / parts : whole[step * rows + place] * unit;
    };
  }

  // A text: gives that of one step.
  function texts({ templates, which, numbers: written }, steps) {
    const split = templates.map((template) => template.split("\0"));
    const gaps = written.split(" ");
    const begins = new Int32Array(steps);
    for (let step = 1; step < steps; step++) begins[step] = begins[step - 1] + split[which[step - 1] ?? 0].length - 1;
    return (step) => split[which[step] ?? 0].reduce((text, part, i) => text + gaps[begins[step] + i - 1] + part);
  }

  // The page -------------------------------------------------------------------------------------------------------

  // The view behind a chart's drawing; undefined where the door is shut.
  function viewOf(key) {
    for (const element of document.querySelectorAll(`.st-key-chart-${key} svg.marks g, .st-key-chart-${key} svg.marks path`)) {
      const item = element.__data__;
      const view = item?.context?.dataflow ?? item?.mark?.group?.context?.dataflow;
      if (!DOORS.every((door) => typeof view?.[door] === "function")) continue;
      // Vega keeps marks whose rows are gone until there are so many of them in a layer: 10,000 unless told otherwise.
      view.cleanThreshold = GONE;
      return view;
    }
    return undefined;
  }

  // A room sees some of a page's charts; elsewhere all of them stand on it.
  function standing({ charts }) {
    return document.querySelector(".st-key-room") ? charts.filter(({ key }) => document.querySelector(`.st-key-chart-${key}`)) : charts;
  }

  // Whether nothing stands on the page that a lever moves and this family does not know: then nothing is drawn by half.
  function alone({ figures }) {
    return [...document.querySelectorAll(":is(.st-key-sheet, .st-key-stage) [class*=st-key-chart-]")].every((chart) => [...chart.classList].some((name) => figures.has(name)));
  }

  const plain = (row) => Object.fromEntries(Object.entries(row)); // without the mark that Vega gives it

  // By view and dataset: the rows that stand there for a thumb, and those that Streamlit laid there. An answer may be drawn at
  // any moment between two frames, and one that says the same as the answer before it is not drawn at all.
  const laid = new WeakMap();
  const words = new WeakMap(); // the same of what is said in a place

  // The rows that Streamlit laid last, whatever stands there now.
  function theirs(view, name) {
    const now = view.data(name);
    const last = laid.get(view)?.get(name);
    if (!last || (!now.length && last.ours.length)) return now;
    if (now.length === last.ours.length && now[0] === last.ours[0]) return last.rows;
    return now.filter((row) => !last.ours.includes(row)); // where it had none it lays its own behind ours
  }

  function lay(view, name, ours) {
    if (amend(view, name, ours)) return;
    if (!laid.has(view)) laid.set(view, new Map());
    const rows = theirs(view, name);
    laid.get(view).set(name, { ours, rows: rows === laid.get(view).get(name)?.rows ? rows : rows.map(plain) });
    view.data(name, ours);
  }

  // Change what differs in rows that a thumb laid before: their marks stay, where rows that are put in the place of others
  // have all of them made anew. False where others stand there, or not as many.
  function amend(view, name, fresh) {
    const ours = laid.get(view)?.get(name)?.ours;
    const now = view.data(name);
    if (!ours?.length || ours.length !== fresh.length || now.length !== ours.length || now[0] !== ours[0]) return false;
    const changes = view.changeset();
    fresh.forEach((row, i) => {
      for (const column in row) if (row[column] !== ours[i][column]) changes.modify(ours[i], column, row[column]);
    });
    view.change(name, changes);
    return true;
  }

  // Streamlit's own rows again, where ours stand. Where nothing stands, an answer may have left nothing there.
  function restore(view, answered) {
    for (const [name, { ours }] of laid.get(view) ?? []) {
      const now = view.data(name);
      if (now.length ? now.some((row) => ours.includes(row)) : !answered) view.data(name, theirs(view, name).map(plain));
    }
    laid.delete(view);
    view.resize().runAsync();
  }

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

  function settled(at, rests, asked) {
    const wide = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, (name.endsWith("low") ? Math.min : Math.max)(value, at[name])]));
    return rests.get(named(asked)) ?? (calm(asked, wide) ? wide : asked);
  }

  function known(key) {
    if (!atRest.has(key)) atRest.set(key, new Map());
    return atRest.get(key);
  }

  const named = (ends) => JSON.stringify(Object.entries(ends).sort());

  function same(ends, others) { return Object.entries(ends).every(([name, value]) => others[name] === value); }

  function calm(ends, wide) {
    const apart = Object.keys(ends).filter((name) => ends[name] !== wide[name]);
    return apart.every((name) => name.startsWith("y") && Math.abs(wide[name] - ends[name]) <= CALM * Math.abs(ends.y_high - ends.y_low));
  }

  // From the first count on, where somebody asked for that.
  function widened(asked, whole) {
    return whole ? { ...asked, x_low: asked.x_whole, y_high: Math.max(asked.y_high, asked.y_whole) } : asked;
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
})();
