// How far a file is that was asked for. The button that was pressed shows that it waits; after half a second a line beside it
// says what is being done and how many files come first, as the server tells.
const FIRST_MS = 500;
const EACH_MS = 400;
const SILENT_MAX = 4; // answers without a file, or none, after which it is made or lost

function sayMaking(line) {
  if (line.dataset.asks) return; // it is being asked already
  line.dataset.asks = "1";
  const { at, words } = JSON.parse(line.dataset.making);
  line.dataset.note ??= line.textContent;
  const home = window.__streamlit?.BACKEND_BASE_URL ?? `${location.origin}/`;
  let silent = 0;
  const said = ({ name, stage, ahead }) => {
    const key = stage === "waiting" ? `waiting_${ahead === 1 ? "one" : "many"}` : stage;
    return (ahead || stage !== "waiting" ? words[key] : words.gathering).replace("{name}", name).replace("{n}", ahead);
  };
  const look = async () => {
    let files = [];
    try {
      const answer = await fetch(home + at, { cache: "no-store" });
      if (answer.ok) files = await answer.json();
    } catch {
      // a line that is away: the button says so itself
    }
    silent = files.length ? 0 : silent + 1;
    const text = files.length ? files.map(said).join(" ") : line.dataset.note;
    if (line.textContent !== text) line.textContent = text;
    if (line.isConnected && (files.length || (silent < SILENT_MAX && !line.dataset.told))) setTimeout(look, EACH_MS);
    else delete line.dataset.asks;
    if (files.length) line.dataset.told = "1";
  };
  delete line.dataset.told;
  setTimeout(look, FIRST_MS);
}

addEventListener("click", (event) => {
  const pressed = event.target.closest?.(".stDownloadButton button");
  for (let box = pressed; box; box = box.parentElement) {
    const line = box.querySelector(".koers-making");
    if (!line) continue;
    sayMaking(line);
    return;
  }
});
