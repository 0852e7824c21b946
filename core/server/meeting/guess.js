// The page of a phone in a room: one question, one number, sent as often as somebody changes their mind. It asks every other
// second what the question is; what it sent once stays in the store until the meeting ends, under a number made up here.

const EVERY_MS = 2000;
const SILENT_MS = 5000; // a question that has no answer by then never gets one
const find = (id) => document.getElementById(id);
const texts = JSON.parse(document.body.dataset.texts);
const here = new URLSearchParams(location.search);
const address = `${location.pathname.replace(/\.html$/, ".json")}?${here}`;
const written = new Intl.NumberFormat(document.documentElement.lang === "nl" ? "nl-NL" : "en-GB", { maximumFractionDigits: 0 });
const me = (sessionStorage[`koers-${here.get("c")}`] ??= crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-"));

let shown; // the question that is on the page
let ended = false;

const say = (text) => { if (find("note").textContent !== text) find("note").textContent = text; };

function draw(question) {
  const fresh = question.number !== shown?.number;
  if (fresh) {
    find("said").textContent = question.said;
    for (const name of ["min", "max", "step"]) find("dial")[name] = String(question[{ min: "low", max: "high", step: "step" }[name]]);
    find("dial").value = String((question.low + question.high) / 2);
    find("value").value = "";
    [find("low").textContent, find("high").textContent] = question.range;
  }
  if (fresh || question.open !== shown?.open) {
    find("form").hidden = !question.open;
    say(question.open || !question.number ? "" : texts.closed);
    if (!question.number) find("said").textContent = texts.wait;
  }
  shown = question;
}

async function ask() {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(SILENT_MS) });
    const told = await answer.json();
    if (answer.ok) draw(told);
    else if (answer.status === 404) { ended = true; find("form").hidden = true; find("said").textContent = texts.ended; say(""); }
  } catch { /* the line is away: what is shown stays */ }
  if (!ended) setTimeout(ask, EVERY_MS);
}

find("dial").addEventListener("input", () => { find("value").value = written.format(Number(find("dial").value)); });
find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const body = JSON.stringify({ number: shown.number, by: me, text: find("value").value });
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(SILENT_MS) });
    const told = await answer.json();
    say(answer.ok ? texts.taken.replace("{value}", told.said) : told.problem);
  } catch { say(texts.away); }
});
ask();
