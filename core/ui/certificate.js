// A number on the page that is pressed asks the server how it came about. A key figure and a cell of a table say which number
// they are; of a number in a sentence or a label on a chart it is where it stands and how it is written. Nothing is built for
// it before. Who uses no pointer finds all numbers of the page in a list, which comes into view when it has the focus.

const TEXT = ".koers-answer, .koers-title, .koers-sentence, .koers-lead, .koers-gauge, .koers-note, .koers-table td, .koers-keys dt, .koers-keys dd";
const ELSEWHERE = ".st-key-panel, .st-key-tools, .st-key-knowledge, .koers-printed, .koers-slim, [role=dialog], [data-testid=stSidebar]";
const KEYED = "[data-trace]";
const BUTTON = "[data-trace], [data-place]";
const LABEL = "svg.marks .role-mark text";
const NUMBER = /(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])/g;
const YEAR = /^(?:19|20)\d{2}$/;
const AROUND = 34; // letters of what stands around a number, in the list
const lit = window.CSS?.highlights && window.Highlight ? new Highlight() : undefined;
lit && CSS.highlights.set("koers-number", lit);

let send; // tells the server; nothing where the page's numbers cannot be asked for
let months = /^$/; // names of the months in the reader's language: a number before one is a day
let number = 0;

function ask(what) {
  number += 1;
  send?.("asked", { ...what, number });
}

const placeOf = (element) => [...(element.closest("[class*=st-key-figure-]")?.classList ?? [])]
  .find((name) => name.startsWith("st-key-figure-"))?.slice("st-key-figure-".length) ?? "";
const ours = (box) => Boolean(box) && !box.closest(ELSEWHERE) && !box.closest("table[data-said]");

// Numbers in a text that are counted or worked out: no year, and no day of a month.
function* numbersIn(text) {
  for (const found of text.matchAll(NUMBER)) {
    if (!YEAR.test(found[0]) && !months.test(text.slice(found.index + found[0].length).trimStart())) yield found;
  }
}

function near(box) {
  if (box.matches("text")) return `${box.closest("[class*=st-key-figure-]")?.querySelector(".koers-title")?.textContent ?? ""} ${box.textContent}`;
  const head = box.closest("tr")?.querySelector("th")?.textContent ?? "";
  const column = box.closest("table")?.querySelectorAll("thead th")[box.cellIndex]?.textContent ?? "";
  return `${head} ${column} ${box.textContent}`;
}

const what = (box, token) => ({ place: placeOf(box), token, near: near(box).slice(0, 400) });

// The number under the pointer; in a text as a range of it.
function under(event) {
  if (!send || event.target.closest?.(`a, button, summary, .koers-term, ${BUTTON}`)) return undefined;
  const drawing = event.target.closest?.("svg.marks");
  return drawing ? onChart(drawing, event) : inText(event);
}

function onChart(drawing, event) {
  const label = [...drawing.querySelectorAll(LABEL.slice("svg.marks ".length))].find((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
  });
  if (!label || !ours(label)) return undefined;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(label.getScreenCTM().inverse());
  const at = label.getCharNumAtPosition(point);
  const every = [...numbersIn(label.textContent)];
  const found = every.find(({ index, 0: { length } }) => at >= index && at <= index + length) ?? (every.length === 1 ? every[0] : undefined);
  return found && { box: label, token: found[0] };
}

function inText(event) {
  const box = event.target.closest?.(TEXT);
  if (!ours(box)) return undefined;
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const spot = at ? { node: at.offsetNode, offset: at.offset } : old(event);
  if (spot?.node?.nodeType !== Node.TEXT_NODE || !box.contains(spot.node)) return undefined;
  for (const found of numbersIn(spot.node.data)) {
    const end = found.index + found[0].length;
    if (spot.offset < found.index || spot.offset > end) continue;
    const range = document.createRange();
    range.setStart(spot.node, found.index);
    range.setEnd(spot.node, end);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const inside = event.clientX >= left - 2 && event.clientX <= right + 2 && event.clientY >= top && event.clientY <= bottom;
    return inside ? { box, range, token: found[0] } : undefined;
  }
  return undefined;
}

function old(event) {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && { node: range.startContainer, offset: range.startOffset };
}

let marked; // the text whose pointer is ours
addEventListener("pointermove", (event) => {
  if (event.buttons || event.pointerType === "touch") return;
  const found = under(event);
  if (!lit || (!found && !marked)) return;
  lit.clear();
  if (marked && marked !== found?.box) marked.style.cursor = "";
  marked = found?.box;
  if (!found) return;
  if (found.range) lit.add(found.range);
  marked.style.cursor = "help";
}, { passive: true });

addEventListener("click", (event) => {
  const button = event.target.closest?.(BUTTON);
  if (button) {
    if (button.matches("button") || getSelection().isCollapsed) ask(button.dataset.trace ? { key: button.dataset.trace } : { place: button.dataset.place });
    return;
  }
  if (!getSelection().isCollapsed) return;
  const found = under(event);
  if (found) ask(what(found.box, found.token));
});

// The list of all numbers --------------------------------------------------------------------------------------------

const shown = (element) => element.getClientRects().length > 0;

function everyNumber() {
  const found = [];
  for (const box of document.querySelectorAll(`${TEXT}, ${LABEL}`)) {
    if (!ours(box) || !shown(box) || box.querySelector(TEXT)) continue;
    const keyed = box.matches(KEYED) ? [box] : [...box.querySelectorAll(KEYED)];
    for (const one of keyed) found.push({ asks: { key: one.dataset.trace }, token: one.textContent, said: said(box, one.textContent) });
    if (!keyed.length) for (const { 0: token } of numbersIn(box.textContent)) found.push({ asks: what(box, token), token, said: said(box, token) });
  }
  return found;
}

function said(box, token) {
  const text = (box.matches("td, dd, text") ? near(box) : box.textContent).replace(/\s+/g, " ").trim();
  const at = Math.max(0, text.lastIndexOf(token));
  const from = Math.max(0, at - AROUND), to = at + token.length + AROUND;
  return `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}

function fill(select) {
  const list = everyNumber();
  select.replaceChildren(...list.map(({ token, said }, at) => new Option(`${token}: ${said}`, at)));
  return list;
}

export default function ({ data, parentElement, setTriggerValue }) {
  send = setTriggerValue;
  months = new RegExp(`^(?:${data.months.join("|")})`, "i");
  const [form, name, select, button] = ["form", "label span", "select", "button"].map((one) => parentElement.querySelector(one));
  name.textContent = data.list;
  button.textContent = data.show;
  let list = [];
  form.onfocusin = (event) => { if (!form.contains(event.relatedTarget)) list = fill(select); };
  form.onsubmit = (event) => {
    event.preventDefault();
    const chosen = list[Number(select.value)];
    if (chosen) ask(chosen.asks);
  };
  return () => { send = undefined; };
}
