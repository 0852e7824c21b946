// Tells a part of the page that it may have to be drawn again: the scenario in the address has changed, or the part
// comes into view for the first time. Only when it can be seen, and not while somebody is dragging.

const EVERY_MS = 300;
const AGAIN = 4; // looks at a page at rest that still waits, until it is asked again; then twice as many each time
const watches = new WeakMap();
let held = false; // somebody holds a slider

addEventListener("pointerdown", () => { held = true; });
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { held = false; });

export default function ({ data, setTriggerValue, parentElement }) {
  let watch = watches.get(parentElement);
  if (!watch) {
    watch = { asked: null, before: location.search, rest: 0, patience: AGAIN };
    watches.set(parentElement, watch);
  }
  Object.assign(watch, { data, send: setTriggerValue });
  clearInterval(watch.timer);
  watch.timer = setInterval(() => look(watch), EVERY_MS);
  return () => clearInterval(watch.timer);
}

const written = (search) => new URLSearchParams(search).toString();

function look(watch) {
  const still = location.search === watch.before;
  watch.before = location.search;
  if (!still || held || document.hidden) return;
  const { place, within, waiting, query } = watch.data;
  let wish = null;
  if (waiting && seen(place)) wish = `${waiting} ${location.search}`;
  else if (written(location.search) !== written(query) && seen(within)) wish = location.search;
  if (wish === null) return;
  // What was asked is lost when another question stops the run that it began.
  watch.rest = document.querySelector(".stApp[data-test-script-state=notRunning]") ? watch.rest + 1 : 0;
  if (wish !== watch.asked) watch.patience = AGAIN;
  else if (watch.rest < watch.patience) return;
  else watch.patience *= 2;
  watch.asked = wish;
  watch.rest = 0;
  watch.send("wish", wish);
}

function seen(key) {
  const box = document.querySelector(`.st-key-${key}`)?.getBoundingClientRect();
  return box !== undefined && box.bottom >= 0 && box.top <= innerHeight;
}
