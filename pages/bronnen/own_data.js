// Streamlit calls its drop zone a decoration and names it as well. A named group is what a screen reader can use.
const SECTION = ".st-key-own-data";
const FIELD = `${SECTION} input[type=file]`;

// A file that was chosen, as long as its tab is there: a server that has forgotten the session, or another one, is given it again.
// `session` is the one that has read it, `asked` the one that was asked whether it wants it, `given` the one that got it.
let chosen;

function choose(file) { chosen = file && { file, known: "", session: "", asked: "", given: "" }; }

document.addEventListener("change", ({ target }) => { if (target.matches?.(FIELD) && target.files.length) choose(target.files[0]); }, true);
document.addEventListener("drop", ({ target, dataTransfer }) => {
  if (target.closest?.(`${SECTION} [data-testid=stFileUploaderDropzone]`) && dataTransfer?.files.length) choose(dataTransfer.files[0]);
}, true);
document.addEventListener("click", ({ target }) => { if (target.closest?.(`${SECTION} [data-testid=stFileChipDeleteBtn]`)) choose(); }, true);

function give({ file }) {
  const field = document.querySelector(FIELD);
  const held = new DataTransfer();
  held.items.add(file);
  field.files = held.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function keep({ session, read, known, asks }, ask) {
  if (!chosen) return;
  if (read) Object.assign(chosen, { session, known });
  else if (chosen.session === session) choose();
  else if (chosen.session && asks && chosen.given !== session) {
    const { known: answered } = chosen;
    give(chosen);
    Object.assign(chosen, { known: answered, given: session });
  } else if (chosen.session && chosen.asked !== session) {
    chosen.asked = session;
    ask("again", chosen.known);
  }
}

export default function ({ data, setTriggerValue }) {
  keep(data, setTriggerValue);
  const section = document.querySelector(SECTION);
  const mend = () => {
    const zone = section?.querySelector('[data-testid="stFileUploaderDropzone"][role="presentation"]');
    if (zone) zone.setAttribute("role", "group");
  };
  mend();
  if (!section) return;
  const watch = new MutationObserver(mend);
  watch.observe(section, { childList: true, subtree: true, attributes: true, attributeFilter: ["role"] });
  return () => watch.disconnect();
}
