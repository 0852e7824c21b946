// The rows of a chart's own Vega view: those that Streamlit laid there, and those of a thumb in their place.
//
// The view is reached through the drawing that Vega made of it, a door that Streamlit does not promise.

const GONE = 500; // marks of rows that are gone, in a layer of a chart; then they are thrown away
const DOORS = ["data", "change", "changeset", "runAsync", "resize"]; // of a view, that all of this goes through

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

const plain = (row) => Object.fromEntries(Object.entries(row)); // without the mark that Vega gives it

// By view and dataset: the rows that stand there for a thumb, and those that Streamlit laid there. An answer may be drawn at
// any moment between two frames, and one that says the same as the answer before it is not drawn at all.
const laid = new WeakMap();

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
