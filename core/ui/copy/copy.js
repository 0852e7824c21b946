// Copies a text. A page that did not come over https may not write to the clipboard itself: then the browser's older way
// is tried, and where that fails too the text is selected for whoever copies it by hand.

export default function ({ data, parentElement }) {
  const [button, text, status] = ["button", "input", "p"].map((name) => parentElement.querySelector(name));
  button.textContent = data.copy;
  if (text.value !== data.text) status.textContent = "";
  text.value = data.text;
  text.setAttribute("aria-label", data.label);
  button.onclick = async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select();
      done = document.execCommand("copy");
    }
    status.textContent = done ? data.copied : data.by_hand;
  };
}
