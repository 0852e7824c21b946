// A number on the page that is pressed asks the server how it came about. What a key figure asks for stands in the page; of a
// number in a sentence or a table it is where it stands and how it is written. Nothing is built for it before.

const TEXT = ".koers-answer, .koers-title, .koers-sentence, .koers-table td";
const SHEET = ".st-key-sheet, .st-key-below";
const BUTTON = "[data-trace], [data-place]";
const NUMBER = /(?<![\w.,@-])\d+(?:[.,]\d+)*(?![\w-])/g;
const YEAR = /^\d{4}$/;
const lit = window.CSS?.highlights && window.Highlight ? new Highlight() : undefined;
lit && CSS.highlights.set("koers-number", lit);

let send; // tells the server; nothing where the page's numbers are of no scenario that is open
let number = 0;

function ask(what) {
  number += 1;
  send?.("asked", { ...what, number });
}

const placeOf = (element) => [...(element.closest("[class*=st-key-figure-]")?.classList ?? [])]
  .find((name) => name.startsWith("st-key-figure-"))?.slice("st-key-figure-".length) ?? "";

// The number under the pointer, as a range of text; a year is none.
function under(event) {
  const box = event.target.closest?.(TEXT);
  if (!send || !box || !box.closest(SHEET) || event.target.closest(`a, button, .koers-term, ${BUTTON}`)) return;
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const spot = at ? { node: at.offsetNode, offset: at.offset } : old(event);
  if (spot?.node?.nodeType !== Node.TEXT_NODE || !box.contains(spot.node)) return;
  for (const found of spot.node.data.matchAll(NUMBER)) {
    const end = found.index + found[0].length;
    if (spot.offset < found.index || spot.offset > end || YEAR.test(found[0])) continue;
    const range = document.createRange();
    range.setStart(spot.node, found.index);
    range.setEnd(spot.node, end);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const inside = event.clientX >= left - 2 && event.clientX <= right + 2 && event.clientY >= top && event.clientY <= bottom;
    return inside ? { box, range, token: found[0] } : undefined;
  }
}

function old(event) {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function near(box) {
  const head = box.closest("tr")?.querySelector("th")?.textContent ?? "";
  const column = box.closest("table")?.querySelectorAll("thead th")[box.cellIndex]?.textContent ?? "";
  return `${head} ${column} ${box.matches("td") ? "" : box.textContent}`;
}

let marked; // the text whose pointer is ours
addEventListener("pointermove", (event) => {
  if (event.buttons || event.pointerType === "touch") return;
  const found = under(event);
  if (!lit || (!found && !lit.size)) return;
  lit.clear();
  if (marked && marked !== found?.box) marked.style.cursor = "";
  marked = found?.box;
  if (!found) return;
  lit.add(found.range);
  marked.style.cursor = "help";
}, { passive: true });

addEventListener("click", (event) => {
  const button = event.target.closest?.(BUTTON);
  if (button) {
    ask(button.dataset.trace ? { key: button.dataset.trace } : { place: button.dataset.place });
    return;
  }
  if (!getSelection().isCollapsed) return;
  const found = under(event);
  if (found) ask({ place: placeOf(found.box), token: found.token, near: near(found.box).slice(0, 400) });
});

export default function ({ setTriggerValue }) {
  send = setTriggerValue;
  return () => { send = undefined; };
}
