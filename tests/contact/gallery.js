// Draws charts at many widths, each as a page has it: in a box of its key, by the Vega of the app and the script that keeps
// a chart fitting. A view that stands is given other data and another width, as the app does under a slider and in a
// window that is made narrower; that costs a tenth of a drawing from nothing.
import { fit } from "/fit.js";

const views = new Map();
const moment = () => new Promise((go) => setTimeout(go));

async function begin(embed, interpreter, { key, spec, datasets }, width) {
  const box = document.createElement("div");
  box.className = `st-key-chart-${key}`;
  box.innerHTML = '<div class="stVegaLiteChart"></div>';
  document.body.append(box);
  const { view } = await embed(box.firstChild, { autosize: { type: "fit", contains: "padding" }, ...spec, width, datasets }, {
    ast: true, expr: interpreter, actions: false, tooltip: { disableDefaultStyle: true }, defaultStyle: false,
  });
  return { box, view };
}

export async function draw(embed, interpreter, drawing, width) {
  const { id, datasets } = drawing;
  if (!views.has(id)) views.set(id, await begin(embed, interpreter, drawing, width));
  else for (const [name, rows] of Object.entries(datasets)) views.get(id).view.data(name, rows);
  const held = views.get(id);
  for (const other of views.values()) other.box.style.display = other === held ? "" : "none";
  held.box.style.width = `${width}px`;
  await held.view.width(width).resize().runAsync();
  await moment(); // the script hears of the new size
  await fit(held.box.querySelector("svg.marks"), held.box.firstChild);
}
