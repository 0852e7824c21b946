// What belongs to the document itself: its language, the scenario in the address after a page switch, and that a page
// whose connection was lost is drawn anew by whatever server answers now. Until then that server ignores every slider.

const AGAIN_MS = 1000; // the server may still be starting: ask until it has drawn the page
const MOST_TRIES = 30;

let ask; // tells the server, as the last drawing gave it
let asked = 0; // number of the last question
let timer;

addEventListener("koers-reopened", () => {
  const last = asked + MOST_TRIES;
  clearInterval(timer);
  const wish = () => {
    if (asked === last) { clearInterval(timer); return; }
    asked += 1;
    ask?.("reopened", asked);
  };
  timer = setInterval(wish, AGAIN_MS);
  wish();
});

export default function ({ data, setTriggerValue }) {
  ask = setTriggerValue;
  if (data.reopened) clearInterval(timer);
  document.documentElement.lang = data.lang;
  if (data.restore && !location.search) history.replaceState({}, "", `${location.pathname}?${data.restore}`);
}
