// What is pressed while no server knows this page waits until one does, and is pressed then: once, however often it was tried.
// Sliders and the foot of a room wait by themselves, and what leads elsewhere needs no server.
const PRESSED = "button, summary, label, a[href], [role=option], [role=radio], [role=combobox]";
const ALONE = "[class*=st-key-lever-], .st-key-room-foot, a[target=_blank], a[href^='#'], [data-testid=stCode], [data-testid=stHeader] [data-testid=stMainMenu], .koers-tip";
let gone = false; // the page is not any server's
const held = new Map(); // what was pressed, and the name of the part that it stands in
const partOf = (control) => [...control.closest("[class*=st-key-]")?.classList ?? []].find((name) => name.startsWith("st-key-"));

let begun; // what a press began on while no server knew the page: it may end when one does, and then counts whole

function hold(event) {
  if (!event.isTrusted) return;
  if (!gone) {
    if (event.type !== "click" || !begun) return;
    const late = begun;
    begun = undefined;
    if (!event.composedPath().includes(late)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    press(late);
    return;
  }
  const [first] = event.composedPath();
  const control = first.closest?.(PRESSED);
  const alone = event.composedPath().some((part) => part.matches?.(ALONE));
  const field = !alone && first.matches?.(FILLED);
  if (field) filled.set(first, first.value);
  if (!control || alone || field) { touched ||= back; return; }
  const key = event.type.startsWith("key");
  if (key && event.key !== "Enter" && event.key !== " ") return;
  event.stopImmediatePropagation();
  if (key || event.type === "click") event.preventDefault();
  if (event.type === "pointerdown") begun = control;
  if (event.type !== "click" && event.type !== "keydown") return;
  begun = undefined;
  held.set(control, partOf(control));
}

for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "keydown", "keyup", "input"]) addEventListener(name, hold, true);

// What is filled in meanwhile is drawn over by what the server knows, and is filled in again.
const FILLED = ".stMain input:is([type=text], [type=range]):not([role=combobox])";
const filled = new Map();
const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;

function fill(field, value) {
  if (!field.isConnected || field.value === value) return;
  write.call(field, value);
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })); // a text counts when its field is left
}

// A switch hears of its box only, and a list opens where it is touched.
function press(control) {
  const one = control?.control ?? control;
  if (!one?.matches("[role=combobox]")) { one?.click(); return; }
  one.focus();
  one.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
}

function free() {
  gone = false;
  const values = [...filled];
  filled.clear();
  const pressed = [...held];
  held.clear();
  // A part that was drawn anew has another button of the same name.
  const again = ([control, part]) => (control.isConnected ? control : part && document.querySelector(`.${CSS.escape(part)} ${control.localName}`));
  setTimeout(() => {
    for (const [field, value] of values) fill(field, value);
    for (const one of pressed) press(again(one));
  });
}

addEventListener("koers-lost", () => { gone = true; });

// A list that stands open while the page is drawn anew with other choices goes with its part: then the new one opens.
const MOST_WAITS = 100;
const bare = (name) => name?.replace(/^st-key-(?:\d+-)?/, ""); // a list with other choices has a number before its name

function openAgain(name, waits = 0) {
  const list = [...document.querySelectorAll("[role=combobox]")].find((one) => bare(partOf(one)) === name);
  if (list && document.querySelector(".stApp[data-test-script-state=notRunning]")) press(list);
  else if (waits < MOST_WAITS) setTimeout(openAgain, 50, name, waits + 1);
}

addEventListener("focusout", ({ target }) => {
  const name = target.matches?.("[role=combobox][aria-expanded=true]") && bare(partOf(target));
  if (name) setTimeout(() => { if (!target.isConnected) openAgain(name); });
}, true);
