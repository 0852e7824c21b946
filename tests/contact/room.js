// What of a page for a room does not hold: something scrolls, is cut, lies over something else or beyond the screen, is
// smaller than can be read at six metres, or the chart takes too little of the screen. One sentence each.
() => {
  const SCALE = Math.min(innerWidth / 1920, innerHeight / 1080);
  const LEAST = { text: 28 * SCALE, dial: 64 * SCALE, chart: 0.55 };
  const SLACK = 2; // px that two lines may share: a line is as high as its font, not as its letters
  const faults = [];
  const room = document.querySelector(".st-key-room");
  const open = [...document.querySelectorAll(".st-key-room-foot *")].map((host) => host.shadowRoot?.querySelector("dialog[open]")).find(Boolean);
  const chart = [...document.querySelectorAll(".st-key-room-charts svg.marks")];
  if (room.scrollHeight > room.clientHeight + 1) faults.push(`the sheet is ${room.scrollHeight - room.clientHeight} px too high`);
  if (room.scrollWidth > room.clientWidth + 1) faults.push(`the sheet is ${room.scrollWidth - room.clientWidth} px too wide`);
  const page = document.scrollingElement;
  if (page.scrollHeight > innerHeight + 1 || page.scrollWidth > innerWidth + 1) faults.push("the page scrolls");
  if (open && open.scrollHeight > open.clientHeight + 1) faults.push(`${open.className} scrolls by ${open.scrollHeight - open.clientHeight} px`);
  const part = chart.reduce((sum, one) => { const { width, height } = one.getBoundingClientRect(); return sum + width * height; }, 0) / (innerWidth * innerHeight);
  if (chart.length === 1 && part < LEAST.chart - 0.0005) faults.push(`the chart takes ${(100 * part).toFixed(1)}%`);

  // Every line of text that is seen, in the page or in the shadow of a component; only what is in front, where a dialog is open.
  const lines = [];
  const seen = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    for (let up = element; up; up = up.parentElement ?? up.getRootNode().host) {
      if (up.matches("dialog:not([open]), [popover]:not(:popover-open), .koers-tip")) return false;
      if (getComputedStyle(up).clipPath.startsWith("inset(50%") || up.getAttribute("opacity") === "0") return false;
    }
    return true;
  };
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.matches("style, script, title, option")) continue;
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !seen(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const size = parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom;
        for (const box of range.getClientRects()) if (box.width > 1) lines.push({ element, said: node.data.trim().slice(0, 40), box, size });
      }
      const cut = element.clientWidth > 1 && ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
      if (cut && element.textContent.trim() && element.children.length < 6 && !element.closest("svg, .st-key-room-charts [class*=st-key-chart-]") && seen(element) && getComputedStyle(element).textOverflow === "ellipsis") faults.push(`"${element.textContent.trim().slice(0, 60)}" is cut by ${element.scrollWidth - element.clientWidth} px`);
    }
  };
  look(open ?? document.body);
  const inside = ({ element }) => element.closest(".st-key-room, .st-key-menu, .koers-away") || element.getRootNode() !== document;
  const ours = lines.filter(inside);
  for (const { said, size } of ours) if (size < LEAST.text - 0.2) faults.push(`"${said}" is ${(size / SCALE).toFixed(1)} px at 1080`);
  for (const { said, box, element } of ours) {
    if (!element.closest("svg") && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) faults.push(`"${said}" is beyond the screen`);
  }
  const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4 * SLACK * SCALE;
  const within = (element) => element.closest("svg");
  for (const [at, one] of ours.entries()) for (const other of ours.slice(at + 1)) {
    if (one.element !== other.element && !(within(one.element) && within(one.element) === within(other.element)) && over(one.box, other.box)) faults.push(`"${one.said}" lies over "${other.said}"`);
  }
  const thumbs = open ? [] : [...document.querySelectorAll(".st-key-room .st-key-panel *")].map((host) => host.shadowRoot?.querySelector(".range")).filter(Boolean);
  for (const range of thumbs) {
    const size = parseFloat(getComputedStyle(range).getPropertyValue("--thumb") || getComputedStyle(range.closest(".lever")).getPropertyValue("--koers-thumb")) * range.currentCSSZoom;
    if (!(size >= LEAST.dial - 0.2)) faults.push(`a dial is ${(size / SCALE).toFixed(1)} px at 1080`);
  }

  // Every control that is seen can be pressed: nothing lies over its middle.
  const front = (x, y) => {
    let at = document.elementFromPoint(x, y);
    for (let inner; (inner = at?.shadowRoot?.elementFromPoint(x, y)) && inner !== at; ) at = inner;
    return at;
  };
  const controls = [...document.querySelectorAll(".st-key-room *")].flatMap((host) => [...(host.shadowRoot?.querySelectorAll("button, input") ?? [])]);
  for (const control of controls.filter((one) => (open ? open.contains(one) : !one.closest("dialog")) && seen(one))) {
    const box = control.getBoundingClientRect();
    const at = front(box.x + box.width / 2, box.y + box.height / 2);
    if (box.width > 1 && at !== control && !control.contains(at)) faults.push(`"${control.textContent || control.className}" lies under ${at?.className}`);
  }
  return [...new Set(faults)];
}
