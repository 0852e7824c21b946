// What belongs to the document itself: its language, and the scenario in the address after a page switch.
export default function ({ data }) {
  document.documentElement.lang = data.lang;
  if (data.restore && !location.search) history.replaceState({}, "", `${location.pathname}?${data.restore}`);
}
