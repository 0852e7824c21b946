// A card that goes along the parts of the first page, each with a ring around it. The page stays as it is and can be used
// meanwhile; Escape ends it. What a page or a phone does not have is left out.

const SEEN = "koers-tour"; // in the browser's own store, so that who was here is not asked again
const EDGE = 12; // between a part and its card, and between the card and the edge of the screen [px]
const NARROW = 900; // up to this width the card lies at the lower edge [px]
const root = document.documentElement;

let data; // texts and places, as the last drawing gave them
let steps = []; // those whose part is on this page
let at = -1; // the step that is shown; -1 for none
let wished = 0;
let met = false; // this page was drawn before

// A browser that keeps nothing cannot tell who is new: nobody is.
function seen() {
  try { return localStorage.getItem(SEEN) !== null; } catch { return true; }
}

function remember() {
  try { localStorage.setItem(SEEN, "1"); } catch { /* it is asked again next time */ }
}

const make = (name, className, parent) => {
  const part = document.createElement(name);
  part.className = className;
  parent?.append(part);
  return part;
};

const ring = make("div", "koers-ring", document.body);
const card = make("section", "koers-round", document.body);
const told = make("div", "told", card);
const count = make("p", "count", told);
const title = make("h2", "name", told);
const text = make("p", "text", told);
const more = make("a", "more", card);
const foot = make("div", "foot", card);
const [stop, back, next] = ["stop", "back", "next"].map((name) => make("button", name, foot));
for (const button of [stop, back, next]) button.type = "button";
ring.hidden = card.hidden = true;
told.setAttribute("aria-live", "polite");
card.tabIndex = -1;

const seenPart = (selector) => [...document.querySelectorAll(selector)].find((part) => part.getClientRects().length > 0);
const fill = (said, values) => said.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function begin() {
  steps = data.steps.filter((step) => seenPart(step.at));
  if (!steps.length) return;
  remember();
  root.classList.remove("koers-newcomer", "koers-newcomer-room");
  card.style.colorScheme = ring.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", data.words.title);
  stop.textContent = data.words.stop;
  back.textContent = data.words.back;
  more.textContent = data.words.questions;
  ring.hidden = card.hidden = false;
  go(0);
  next.focus({ preventScroll: true });
}

function end() {
  if (at < 0) return;
  const inside = card.contains(document.activeElement);
  at = -1;
  ring.hidden = card.hidden = true;
  card.removeAttribute("role"); // a window that is shut is none
  if (inside) document.querySelector("[data-tour]")?.focus({ preventScroll: true });
}

function go(to) {
  at = to;
  const last = at === steps.length - 1;
  if (document.activeElement === back && at === 0) next.focus({ preventScroll: true });
  count.textContent = fill(data.words.step, { n: at + 1, all: steps.length });
  title.textContent = steps[at].title;
  text.textContent = steps[at].text;
  next.textContent = last ? data.words.end : data.words.next;
  back.hidden = at === 0;
  stop.hidden = more.hidden = false;
  if (last) stop.hidden = true; else more.hidden = true;
  if (last) {
    const [path, part] = data.to.split("#");
    more.href = `${path}${location.search}#${part}`;
  }
  bring(seenPart(steps[at].at));
  place();
}

// Into view where it is not, and on a small screen to the top of it, as the card lies below.
function bring(part) {
  if (!part || part.closest("header, .st-key-menu")) return;
  const box = part.getBoundingClientRect();
  const low = innerWidth <= NARROW ? innerHeight - card.offsetHeight - EDGE : innerHeight;
  if (box.top < 60 || Math.min(box.bottom, box.top + low / 2) > low) part.scrollIntoView({ block: innerWidth <= NARROW ? "start" : "center" });
}

function place() {
  const part = at < 0 ? undefined : seenPart(steps[at].at);
  ring.hidden = !part;
  if (at < 0) return;
  if (!part) { lay(EDGE, innerHeight - card.offsetHeight - EDGE); return; }
  const box = part.getBoundingClientRect();
  const around = { left: box.left - 4, top: box.top - 4, right: box.right + 4, bottom: box.bottom + 4 };
  Object.assign(ring.style, {
    left: `${around.left}px`, top: `${around.top}px`, width: `${around.right - around.left}px`, height: `${around.bottom - around.top}px`,
  });
  if (innerWidth <= NARROW) return lay(EDGE, innerHeight - card.offsetHeight - EDGE);
  const { offsetWidth: wide, offsetHeight: high } = card;
  const across = Math.min(Math.max(EDGE, box.left), innerWidth - wide - EDGE);
  const down = Math.min(Math.max(EDGE, box.top), innerHeight - high - EDGE);
  const under = [across, around.bottom + EDGE];
  const spots = [...(part.closest("header") ? [under] : []), [around.right + EDGE, down], under, [across, around.top - EDGE - high]];
  const fits = ([x, y]) => x >= EDGE && y >= EDGE && x + wide <= innerWidth - EDGE && y + high <= innerHeight - EDGE;
  lay(...(spots.find(fits) ?? [innerWidth - wide - EDGE, innerHeight - high - EDGE]));
}

function lay(left, top) {
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

// Who is new sees it in more words, where the line has room for them without growing.
function invite() {
  const line = document.querySelector("[data-tour]")?.closest(".st-key-knowledge");
  if (!line || !root.classList.contains("koers-newcomer")) return;
  sizes.observe(line);
  root.classList.remove("koers-newcomer-room");
  const before = line.offsetHeight;
  root.classList.add("koers-newcomer-room");
  if (line.offsetHeight > before) root.classList.remove("koers-newcomer-room");
}

next.onclick = () => { if (at === steps.length - 1) end(); else go(at + 1); };
back.onclick = () => go(at - 1);
stop.onclick = end;

addEventListener("click", (event) => { if (data && event.target.closest?.("[data-tour]")) begin(); });
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || at < 0 || event.defaultPrevented || document.querySelector("[role=dialog]:not(.koers-round)")) return;
  end();
});
addEventListener("scroll", place, { capture: true, passive: true });
const sizes = new ResizeObserver(() => { place(); invite(); });

export default function (component) {
  data = component.data;
  sizes.observe(document.querySelector(".stMain") ?? document.body);
  if (!met && data.fresh && !seen()) {
    remember();
    root.classList.add("koers-newcomer");
    document.fonts?.ready.then(invite);
  }
  met = true;
  if (data.wished > wished) requestAnimationFrame(begin);
  wished = Math.max(wished, data.wished);
  if (at >= 0) go(Math.min(at, steps.length - 1));
  return () => { end(); sizes.disconnect(); data = undefined; };
}
