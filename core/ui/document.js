// What belongs to the document itself: its language, the scenario in the address after a page switch, that a page whose
// connection was lost is drawn anew by whatever server answers now (until then that server ignores every slider), and
// that charts follow when the system or somebody here changes between light and dark. Texts follow by themselves.

// A question may get lost on the way; but each one begins the drawing anew, and a server that all its tabs ask at once takes
// its time: so not too soon, and then twice as late each time.
const AGAIN_MS = 2500;
const MOST_TRIES = 6;
const MOST_LOOKS = 60; // what is held waits no longer for a run that takes its time

// A page wrote `&#38;` for `&`: the browser takes all behind its # for a place on the page, and no server ever sees it.
const SIGN = /(?:^|&)(?:amp;)*#(?:0*38|x0*26);/gi;
const link = location.search.slice(1) + location.hash;
if (link.replace(SIGN, "&") !== link) location.replace(`${location.pathname}?${link.replace(SIGN, "&")}`);

let ask; // tells the server, as the last drawing gave it
let asked = 0; // number of the last question
let back = false; // the connection is back, the page is not
let drawing; // the drawing that is on the screen: whatever comes after a connection was lost is a new one
let touched = false; // somebody moved or typed something in between, which this server cannot know
let timer;
let step; // where somebody went back or forward to, and the drawing before it, until the page for it is drawn
let place = location.pathname; // page that was drawn last
let freeing; // what is held is let go once nothing runs
let ours = false; // this script tells of a step, which nobody took

addEventListener("koers-reopened", () => {
  const last = asked + MOST_TRIES;
  let wait = AGAIN_MS;
  back = true;
  touched = false;
  clearTimeout(timer);
  const wish = () => {
    timer = undefined;
    asked += 1;
    ask?.("reopened", asked);
    if (asked < last) timer = setTimeout(wish, wait);
    wait *= 2;
  };
  wish();
});

// While the connection is away, the page says so itself, at its lower edge and in its own language. Streamlit's window over
// the answer is closed as soon as it opens; the style sheet keeps it from being seen until then.
const AWAY_MS = 1500; // a connection that is back sooner is nobody's business
const LEAST_MS = 20000; // without a new drawing in this time the notice goes: sliders say themselves what they miss
const notice = document.createElement("p");
notice.className = "koers-away";
notice.setAttribute("role", "status");
document.body.append(notice);
let awayText = "";
let saying;

const OVER = "[data-testid=stDialog]";
const windows = new MutationObserver(() => document.querySelector(`${OVER}:not(.koers-ours) button[aria-label=Close]`)?.click());

function away() {
  clearTimeout(saying);
  for (const ours of document.querySelectorAll(OVER)) ours.classList.add("koers-ours"); // one that the server opened stays
  document.documentElement.classList.add("koers-is-away");
  windows.observe(document.body, { childList: true, subtree: true });
  saying = setTimeout(() => {
    notice.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
    notice.textContent = awayText;
  }, AWAY_MS);
}

function here() {
  clearTimeout(saying);
  windows.disconnect();
  document.documentElement.classList.remove("koers-is-away");
  notice.textContent = "";
}

addEventListener("koers-lost", away);
addEventListener("koers-lost", () => clearTimeout(freeing));
addEventListener("offline", away);
addEventListener("online", () => { if (!timer) here(); });
addEventListener("koers-reopened", () => { saying = setTimeout(() => { here(); free(); }, LEAST_MS); });

// A run that another question stopped draws its part, and the next one sets once more what it sets: a press between the two
// would be seen by the server and not on its own switch.
function freeWhenStill(looks = 0) {
  if (looks === MOST_LOOKS || document.querySelector(".stApp[data-test-script-state=notRunning]")) free();
  else freeing = setTimeout(freeWhenStill, 50, looks + 1);
}

function drawn() {
  clearTimeout(timer);
  timer = undefined;
  here();
  back = false;
  freeWhenStill();
  // What stands in the page goes along with a question: the server hears of it now.
  if (touched) setTimeout(() => { asked += 1; ask?.("reopened", asked); });
  touched = false;
  dispatchEvent(new Event("koers-redrawn"));
}

// A figure that is copied is one for a spreadsheet too: the sign before it is the one that is typed, a space is a space.
const typed = (text) => text.replace(/\u2212/g, "-").replace(/[\u00a0\u202f]/g, " ");

document.addEventListener("copy", (event) => {
  const chosen = getSelection();
  const text = chosen.toString();
  if (event.defaultPrevented || !chosen.rangeCount || typed(text) === text) return;
  const range = chosen.getRangeAt(0);
  let held = range.cloneContents();
  const within = range.commonAncestorContainer;
  for (let up = within.nodeType === 1 ? within : within.parentElement; up?.closest("table"); up = up.parentElement) {
    const around = up.cloneNode(false);
    around.append(held);
    held = around;
  }
  const page = document.createElement("div");
  page.append(held);
  event.clipboardData.setData("text/plain", typed(text));
  event.clipboardData.setData("text/html", typed(page.innerHTML));
  event.preventDefault();
});

let drawnDark; // the theme that the charts were last drawn in
let wishedDark; // the theme that was asked for last: once each, whatever comes of it

function follow() {
  const dark = getComputedStyle(document.querySelector(".stApp")).colorScheme === "dark";
  if (dark === drawnDark) wishedDark = undefined;
  else if (drawnDark !== undefined && dark !== wishedDark) {
    wishedDark = dark;
    ask("themed", dark ? "dark" : "light");
  }
}

// Streamlit tells a theme by the classes of its root.
new MutationObserver(follow).observe(document.querySelector(".stApp"), { attributes: true, attributeFilter: ["class"] });

const written = (query) => new URLSearchParams(query).toString();

addEventListener("popstate", () => { if (!ours) step = { query: written(location.search), before: drawing }; });

// Back or forward while an answer is under way: that answer still puts its own address there, after the one that is
// shown. The page that is drawn for the step puts it right. No other does: one that is drawn late, or once more, knows
// an older address than the browser, and would take back what was pressed since. The front end keeps an address of its
// own, which follows the browser's when it hears of a step.
function arrive({ drawn, query, restore }) {
  if (!step || drawn === step.before || written(query) !== step.query) return;
  step = undefined;
  if (restore || written(location.search) === written(query)) return;
  history.replaceState({}, "", location.pathname + (query ? `?${query}` : ""));
  ours = true;
  dispatchEvent(new PopStateEvent("popstate"));
  ours = false;
}

// A connection may be lost, and be back, before this script is there to hear of it.
function hearLate() {
  if (window.koersLine) dispatchEvent(new Event("koers-lost"));
  if (window.koersLine === "reopened") dispatchEvent(new Event("koers-reopened"));
}

export default function ({ data, setTriggerValue }) {
  const first = drawing === undefined;
  ask = setTriggerValue;
  if (back && !first && data.drawn !== drawing) drawn();
  drawing = data.drawn;
  drawnDark = data.dark;
  follow();
  document.documentElement.lang = data.lang;
  furnish(data.words, data.group, data.terms);
  awayText = data.away;
  // Streamlit leaves another page as far down as the one before was: each begins at its answer.
  if (location.pathname !== place) document.querySelector(".stMain")?.scrollTo(0, 0);
  place = location.pathname;
  arrive(data);
  if (data.restore && !location.search) history.replaceState({}, "", `${location.pathname}?${data.restore}`);
  if (first) hearLate();
}
