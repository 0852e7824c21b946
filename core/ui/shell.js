// Streamlit's own parts of a page: what they say, in the reader's language; and the bar at the top, pages, language and
// menu, as one stop of the tab key: arrows go through it, so that a slider is near for whoever goes by keyboard.

const SAID = ["aria-label", "title", "placeholder"];
const OURS = ".stHtml, .stCheckbox label, [role=option], svg, style, script";
const BAR = "[data-testid=stTopNav]";
const IN_BAR = `${BAR} a, ${BAR} button, .st-key-language button, [data-testid=stMainMenuButton]`;
const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };

let words = {};
let within = ""; // the group of the menu that the page stands in

function reword(text) {
  const numbers = text.match(/\d+/g) ?? [];
  const said = words[text.trim()] ?? words[text.trim().replace(/\d+/, "#")];
  return said?.replace("#", numbers[0] ?? "");
}

// Streamlit gives a label's signs of Markdown to a screen reader as they are written: with a stroke before each.
const plain = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

function rename(element) {
  for (const name of SAID) {
    const text = element.getAttribute(name);
    if (!text) continue;
    const said = reword(text) ?? (name === "aria-label" ? plain(text) : text);
    if (said !== text) element.setAttribute(name, said);
  }
}

function retell(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    const said = root.parentElement?.closest(OURS) ? undefined : reword(root.nodeValue);
    if (said !== undefined && said !== root.nodeValue) root.nodeValue = said;
    return;
  }
  if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".stHtml, svg, style, script")) return;
  rename(root);
  for (const element of root.querySelectorAll("[aria-label], [title], [placeholder]")) if (!element.closest(".stHtml, svg")) rename(element);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.nodeValue.trim()) retell(texts.currentNode);
}

// A new drawing fits its place (fit.js). Vega says in English what kind of thing a chart's box is and what is in it: the
// box has a name, and the rest is hidden.
function furbish(drawing) {
  if (words.visualization) drawing.closest("[aria-roledescription]")?.setAttribute("aria-roledescription", words.visualization);
  drawing.setAttribute("aria-hidden", "true");
  keepFitting(drawing);
}

// A formula that is wider than its place scrolls by keyboard too.
const FORMULA = ".katex-display";
function reach(part) {
  for (const formula of part.querySelectorAll(FORMULA)) formula.tabIndex = 0;
  if (part.matches?.(FORMULA)) part.tabIndex = 0;
}

// A link to a part of a page: that is drawn after the browser looked for it, and may stand in a fold.
let sought = "";
function reveal() {
  if (sought === location.href) return;
  const part = location.hash.length > 1 && document.querySelector(".stMain")?.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  if (!part) return;
  sought = location.href;
  if (part instanceof HTMLDetailsElement) part.open = true;
  part.scrollIntoView();
}

const seen = (element) => element.getClientRects().length > 0 && !element.closest("[aria-hidden=true], [inert]");
const places = () => [...document.querySelectorAll(IN_BAR)].filter(seen)
  .sort((one, other) => one.getBoundingClientRect().x - other.getBoundingClientRect().x);

// The place that the tab key comes to: where somebody was, else the page that is shown.
function stand(chosen) {
  const all = places();
  const group = all.find((one) => one.dataset.testid === "stTopNavSection" && within && one.textContent.startsWith(within));
  const stop = chosen ?? all.find((one) => one.ariaCurrent === "page") ?? group ?? all[0];
  for (const one of all) {
    one.tabIndex = one === stop ? 0 : -1;
    if (one.dataset.testid === "stTopNavSection") one.toggleAttribute("data-here", one === group);
  }
}

addEventListener("keydown", (event) => {
  const from = event.target.closest?.(IN_BAR);
  if (!from || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = places();
  const ends = { Home: 0, End: all.length - 1 };
  const to = event.key in ARROWS ? (all.indexOf(from) + ARROWS[event.key] + all.length) % all.length : ends[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  stand(all[to]);
  all[to].focus();
}, true);

new MutationObserver((changes) => {
  let bar = false;
  for (const { target, addedNodes, type } of changes) {
    if (type === "characterData") retell(target);
    for (const added of addedNodes) {
      retell(added);
      if (added instanceof SVGElement && added.matches(".marks")) furbish(added);
      if (added instanceof HTMLElement) reach(added);
      bar ||= added instanceof HTMLElement && (added.matches(IN_BAR) || added.querySelector(IN_BAR) !== null);
    }
  }
  if (bar) stand();
  if (location.hash) reveal();
}).observe(document.body, { childList: true, subtree: true, characterData: true });

// What a word means, where it stands: a tap, Enter or the space bar opens it, a tap elsewhere or Escape closes it.
let meanings = {};
const tip = document.createElement("div");
tip.id = "koers-tip";
tip.className = "koers-tip";
tip.popover = "auto";
tip.setAttribute("role", "status");
document.body.append(tip);

function define(term) {
  const [name, meaning] = meanings[term.dataset.term] ?? [];
  if (!meaning) return;
  const bold = document.createElement("b");
  bold.textContent = name;
  tip.replaceChildren(bold, ` ${meaning}`);
  tip.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
  tip.hidePopover();
  tip.showPopover();
  term.setAttribute("aria-describedby", tip.id);
  const at = term.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8))}px`;
  const under = at.bottom + 4;
  tip.style.top = `${under + tip.offsetHeight > innerHeight - 8 ? Math.max(8, at.top - tip.offsetHeight - 4) : under}px`;
}

const termOf = (event) => event.target.closest?.(".koers-term");
addEventListener("click", (event) => { const term = termOf(event); if (term) define(term); });
addEventListener("keydown", (event) => {
  const term = termOf(event);
  if (!term || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  define(term);
});

function furnish(said, group, terms) {
  meanings = terms;
  words = said;
  within = group;
  document.querySelector("[data-testid=stMain]")?.setAttribute("tabindex", "-1");
  for (const part of document.querySelectorAll("[data-testid=stSkipToContent], [data-testid=stHeader], [data-testid=stMain]")) retell(part);
  document.querySelectorAll("svg.marks").forEach(furbish); // drawn before this script was there, or in another language
  reach(document);
  reveal();
  stand();
}
