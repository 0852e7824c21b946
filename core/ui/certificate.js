// A number on the page that is pressed asks the server how it came about. A key figure and a cell of a table say which number
// they are; of a number in a sentence or a label on a chart it is where it stands and how it is written. Nothing is built for
// it before. Who uses no pointer finds all numbers of the page in a list: its button comes into view when it has the focus.

const TEXT = ".koers-answer, .koers-title, .koers-sentence, .koers-lead, .koers-gauge, .koers-note, .koers-table td, .koers-keys dt, .koers-keys dd, .koers-slim p, .koers-since";
// What is told there can be pressed by itself, or is in words of the app: its numbers stand in the list alone.
const LISTED = ".st-key-knowledge [data-testid=stPageLink] p, [class*=st-key-set-]:not(.st-key-set-lks_cost) button p, .st-key-needed-set button p, .st-key-futures-status p, .st-key-best-status p";
const ELSEWHERE = "[data-example], .st-key-panel > :not(:has(.koers-slim)), .st-key-tools, .koers-printed, [role=dialog], dialog, [data-testid=stSidebar], .st-key-chart-lever-map, .st-key-chart-best-packages";
const KEYED = "[data-trace]";
const BUTTON = "[data-trace], [data-place]";
const LABEL = "svg.marks .role-mark text";
const NUMBER = /(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])/g;
const QUOTED = ".st-key-told-otherwise"; // what publications say of one thing, beside each other
const TAKEN = "\u2007"; // where a number stood that is read by itself: patterns of names know it
const YEAR = /^(?:19|20)\d{2}$/;
const AROUND = 34; // letters of what stands around a number, in the list
const lit = window.CSS?.highlights && window.Highlight ? new Highlight() : undefined;
lit && CSS.highlights.set("koers-number", lit);

let send; // tells the server; nothing where the page's numbers cannot be asked for
let months = /^$/; // names of the months in the reader's language: a number before one is a day
let bands = /^$/g; // how bands are called: the numbers in those are names
let number = 0;

function ask(what) {
  number += 1;
  send?.("asked", { ...what, number });
}

const placeOf = (element) => [...(element.closest("[class*=st-key-figure-]")?.classList ?? [])]
  .find((name) => name.startsWith("st-key-figure-"))?.slice("st-key-figure-".length) ?? (element.closest(QUOTED) ? "quoted" : "");
const ours = (box) => Boolean(box) && !box.closest(ELSEWHERE) && !box.closest("table[data-said]");

// Numbers in a text that are counted or worked out: no year, no day of a month, no name of a band.
function* numbersIn(text) {
  const named = [...text.matchAll(bands)].map(({ index, 0: { length } }) => [index, index + length]);
  for (const found of text.matchAll(NUMBER)) {
    const name = named.some(([from, to]) => found.index >= from && found.index < to);
    if (!name && !YEAR.test(found[0]) && !months.test(text.slice(found.index + found[0].length).trimStart())) yield found;
  }
}

// What is read of a text: a command in it is none, and the lines of a label are words apart. `but`: parts that are read by themselves.
function textOf(box, but = []) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.closest("code") || (parentElement.closest("a") && !box.closest("a"))) continue;
    if (but.includes(parentElement)) {
      text += TAKEN;
      continue;
    }
    const apart = parentElement.matches("tspan, .koers-gauge *") || (/[\p{L}\d]$/u.test(text) && /^[\p{L}\d]/u.test(data));
    text += (text && apart ? " " : "") + data;
  }
  return text;
}

function near(box) {
  if (box.matches("text")) return textOf(box);
  const figure = box.matches(".koers-keys dd") ? box.parentElement.querySelector("dt").textContent : "";
  const head = box.closest("tr")?.querySelector("th")?.textContent ?? "";
  const column = box.closest("table")?.querySelectorAll("thead th")[box.cellIndex]?.textContent ?? "";
  return `${figure} ${head} ${column} ${textOf(box)}`.trim();
}

const what = (box, token) => {
  const row = box.matches("td") ? box.closest("tr").querySelector(KEYED)?.dataset.trace : undefined;
  return { place: placeOf(box), token, near: near(box).slice(0, 400), ...(row && { row }) };
};

// The number under the pointer; in a text as a range of it.
function under(event) {
  if (!send || event.target.closest?.(`a, button, summary, .koers-term, ${BUTTON}`)) return undefined;
  const drawing = event.target.closest?.("svg.marks");
  return drawing ? onChart(drawing, event) : inText(event);
}

function holds(part, { clientX, clientY }) {
  const { left, right, top, bottom } = part.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

function onChart(drawing, event) {
  const label = [...drawing.querySelectorAll(LABEL.slice("svg.marks ".length))].find((text) => holds(text, event));
  if (!label || !ours(label)) return undefined;
  const line = [...label.querySelectorAll("tspan")].find((part) => holds(part, event)) ?? label;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(label.getScreenCTM().inverse());
  const at = line === label ? label.getCharNumAtPosition(point) : -1;
  const every = [...numbersIn(line.textContent)];
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
    const { trace, ...rest } = button.dataset;
    if (button.matches("button") || getSelection().isCollapsed) ask(trace ? { key: trace } : { ...rest });
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
  for (const box of document.querySelectorAll(`${TEXT}, ${LABEL}, ${LISTED}`)) {
    if (!ours(box) || !shown(box) || box.querySelector(TEXT)) continue;
    const keyed = box.matches(KEYED) ? [box] : [...box.querySelectorAll(KEYED)];
    for (const one of keyed) found.push({ asks: { trace: one.dataset.trace }, token: one.textContent, said: said(box, one.textContent) });
    if (box.matches(KEYED)) continue;
    for (const { 0: token } of numbersIn(textOf(box, keyed))) found.push({ asks: what(box, token), token, said: said(box, token) });
  }
  return found;
}

// What stands around a number, from one word to another.
function said(box, token) {
  const text = (box.matches("td, dd, text") ? near(box) : textOf(box)).replace(/\s+/g, " ").trim();
  const at = Math.max(0, text.lastIndexOf(token));
  const from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
  const end = text.indexOf(" ", at + token.length + AROUND);
  return `${from ? "… " : ""}${text.slice(from, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`;
}

const made = (name, parent, className = "") => {
  const part = document.createElement(name);
  part.className = className;
  parent.append(part);
  return part;
};

const list = made("dialog", document.body, "koers-numbers");
const title = made("h2", list);
const search = made("input", list);
const count = made("p", list);
const items = made("ul", list);
const close = made("button", list);
search.type = "search";
close.type = "button";
title.id = "koers-numbers";
count.setAttribute("role", "status");
list.setAttribute("aria-labelledby", title.id);
close.onclick = () => list.close();

let offered = []; // the numbers in the list, as they were when it was opened

function fill(words) {
  const wanted = search.value.trim().toLowerCase();
  const some = offered.filter(({ token, said }) => `${token} ${said}`.toLowerCase().includes(wanted));
  items.replaceChildren(...some.map(({ asks, token, said }) => {
    const item = document.createElement("li");
    const button = made("button", item);
    button.type = "button";
    made("b", button).textContent = token;
    button.append(` ${said}`);
    Object.assign(button.dataset, asks); // a press on it is heard above, like any other
    button.onclick = () => list.close();
    return item;
  }));
  count.textContent = words.count.replace("{n}", some.length);
}

function open(words) {
  offered = everyNumber();
  title.textContent = words.list;
  search.setAttribute("aria-label", words.search);
  search.placeholder = words.search;
  search.value = "";
  search.oninput = () => fill(words);
  close.textContent = words.close;
  fill(words);
  list.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
  list.showModal();
}

export default function ({ data, parentElement, setTriggerValue }) {
  send = setTriggerValue;
  months = new RegExp(`^(?:${data.months.join("|")})\\b`, "i");
  bands = new RegExp(data.bands, "g");
  const button = parentElement.querySelector("button");
  button.textContent = data.words.list;
  button.onclick = () => open(data.words);
  return () => { send = undefined; list.close(); };
}
