// A second screen: it shows what the first one shows and presses there. What a thumb does goes at once, the newest value only;
// what a button does goes in its turn. Whoever touched last counts, and both are told.

const EVERY_MS = 500;
const REST_MS = 400; // a key that rests this long commits
const SILENT_MS = 5000; // a question that has no answer by then never gets one
const AGAIN_MS = 1000; // until a dial is told again that could not be
const find = (id) => document.getElementById(id);
const texts = JSON.parse(document.body.dataset.texts);
const here = new URLSearchParams(location.search);
const headers = { "x-koers-key": location.hash.slice(1) };
const address = `${location.pathname.replace(/\.html$/, ".json")}?${here}`;
const me = sessionStorage[`koers-steer-${here.get("c")}`] ??= Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("");
const ACTS = ["previous", "next", "replay", "story", "guess", "undo", "black"];

let seen = "";
let busy = false; // a press is under way
let away = false; // nobody heard the last one
let waiting = []; // what follows it
let held; // the slider that is under the thumb

// What a dial was moved to is told until somebody hears it, or until it is moved again; what a button does is not done later.
async function go() {
  if (busy || !waiting.length) return;
  busy = true;
  const act = waiting.shift();
  if (!(await told(act)) && act.do === "lever" && act.phase !== "near") {
    await new Promise((soon) => setTimeout(soon, AGAIN_MS));
    if (!waiting.some(({ id }) => id === act.id)) waiting.unshift(act);
  }
  busy = false;
  go();
}

async function told(act) {
  try {
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ by: me, act }), signal: AbortSignal.timeout(SILENT_MS) });
    away = answer.status >= 500;
    say(answer.ok ? "" : (await answer.json()).problem);
  } catch { away = true; say(texts.away); }
  return !away;
}

function press(act) {
  const last = waiting.at(-1);
  if (act.phase && last?.id === act.id && last.phase === "drag") waiting.pop();
  if (away) waiting = waiting.filter(({ id }) => id !== undefined && id !== act.id);
  waiting.push(act);
  go();
}

const say = (text) => { if (find("note").textContent !== text) find("note").textContent = text; };

const written = ({ lang, decimals, scale }, value) => new Intl.NumberFormat(lang === "nl" ? "nl-NL" : "en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value * scale);

function dial(lever) {
  const box = document.createElement("div");
  const label = box.appendChild(document.createElement("label"));
  const range = box.appendChild(document.createElement("input"));
  const out = document.createElement("output");
  range.type = "range";
  range.id = label.htmlFor = `dial-${lever.id}`;
  label.append(`${lever.name} `, out);
  const show = () => { out.textContent = range.ariaValueText = `${written(lever, Number(range.value))}${lever.unit.startsWith("%") ? "" : " "}${lever.unit}`; };
  let rest;
  const tell = (phase) => press({ do: "lever", id: lever.id, value: Number(range.value), phase });
  for (const name of ["pointerdown", "focus"]) range.addEventListener(name, () => tell("near"));
  range.addEventListener("pointerdown", () => { held = range; });
  range.addEventListener("input", () => { clearTimeout(rest); held = range; show(); tell("drag"); });
  range.addEventListener("change", () => { clearTimeout(rest); rest = setTimeout(() => { held = undefined; tell("commit"); }, range.matches(":active") ? 0 : REST_MS); });
  for (const name of ["pointerup", "pointercancel"]) range.addEventListener(name, () => { if (held === range) { clearTimeout(rest); held = undefined; tell("commit"); } });
  box.set = (fresh) => {
    lever = fresh;
    if (held === range) return;
    Object.assign(range, { min: String(fresh.low), max: String(fresh.high), step: String(fresh.step) });
    range.value = String(fresh.value);
    show();
  };
  return box;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => press(act));
  return made;
}

const dials = new Map();

function draw({ answer, levers = [], charts = [], chart }) {
  find("said").textContent = answer ?? texts.wait;
  for (const lever of levers) {
    if (!dials.has(lever.id)) { dials.set(lever.id, dial(lever)); find("levers").append(dials.get(lever.id)); }
    dials.get(lever.id).set(lever);
  }
  if (!find("buttons").children.length) find("buttons").append(...ACTS.map((name) => button(texts[name], { do: "press", name })));
  const strip = charts.map((name, i) => button(`${i + 1}. ${name}`, { do: "press", name: "chart", number: i }));
  strip[chart]?.setAttribute("aria-current", "true");
  const at = [...find("charts").children].indexOf(document.activeElement);
  find("charts").replaceChildren(...strip);
  strip[at]?.focus();
}

async function ask() {
  try {
    const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(SILENT_MS) });
    const told = await answer.json();
    if (answer.ok) {
      const text = JSON.stringify(told.seen);
      if (text !== seen) { seen = text; draw(told.seen); }
      if (told.last && told.last !== me) say(texts.other);
      else if (find("note").textContent === texts.other || find("note").textContent === texts.away) say("");
    } else if (answer.status === 404) { find("said").textContent = texts.ended; find("levers").replaceChildren(); find("buttons").replaceChildren(); find("charts").replaceChildren(); return; }
  } catch { say(texts.away); }
  setTimeout(ask, EVERY_MS);
}
ask();
