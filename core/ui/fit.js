// A chart fits its place at every width. Vega lays a chart out once for a new size; what hangs on that size, a legend that
// wraps or numbers at an axis that take more room, is drawn after it: cut off, or over the edge. And a width that is by
// chance the one that its lines had before is no change to it: then the whole chart stays as wide as it was. So a chart
// whose size changed is laid out again until nothing moves.
const PASSES = 4;
const RESTED_MS = 120; // without another size of its place; Streamlit has told the chart by then
const fitting = new WeakSet(); // views that are laid out again just now
const fitted = new WeakMap(); // and by view the size that it was left at
const widths = new WeakMap(); // by place its width,
const waiting = new WeakMap(); // and the timer of its last change

// The view behind a drawing: a door that neither Vega nor Streamlit promises. Where it is shut, the chart stays as it is.
function viewBehind(svg) {
  for (const element of svg?.querySelectorAll("g, path") ?? []) {
    const item = element.__data__;
    const view = item?.context?.dataflow ?? item?.mark?.group?.context?.dataflow;
    if (typeof view?.runAsync === "function" && typeof view.resize === "function") return view;
  }
  return undefined;
}

const sizeOf = (svg, view) => [svg.getAttribute("viewBox"), view.width(), view.height()].join();

async function fit(svg, place) {
  const view = viewBehind(svg);
  if (!view || fitting.has(view) || (!place && fitted.get(view) === sizeOf(svg, view))) return;
  fitting.add(view);
  try {
    const wide = place?.closest(".st-key-room") ? 0 : place?.clientWidth ?? 0; // a room's charts have a size of their own
    if (wide && Math.abs(svg.clientWidth - wide) > 1) view.width(wide + 1).width(wide);
    for (let pass = 0, before; pass < PASSES && before !== sizeOf(svg, view); pass += 1) {
      before = sizeOf(svg, view);
      await view.resize().runAsync();
    }
  } catch (error) {
    reportError(error);
  }
  fitting.delete(view);
  fitted.set(view, sizeOf(svg, view));
}

new MutationObserver((changes) => {
  for (const svg of new Set(changes.map(({ target }) => target))) if (svg.matches("svg.marks")) fit(svg);
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["viewBox"] });

const sizes = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const before = widths.get(target), wide = target.clientWidth;
    widths.set(target, wide);
    if (before === undefined || before === wide) continue; // a new drawing was laid out for its place
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(() => fit(target.querySelector("svg.marks"), target), RESTED_MS));
  }
});

// Every new drawing: its place is looked at from now on.
function keepFitting(svg) {
  const place = svg.closest(".stVegaLiteChart");
  if (place) sizes.observe(place);
}
