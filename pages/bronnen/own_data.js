// Streamlit calls its drop zone a decoration and names it as well. A named group is what a screen reader can use.
export default function () {
  const section = document.querySelector(".st-key-own-data");
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
