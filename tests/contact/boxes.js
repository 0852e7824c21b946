// What of the text in the charts of a page cannot be read: two texts over each other, one that is cut off, one on a line of
// another colour than its own; and lines that have no room left, as a text beside them takes it. One sentence per fault;
// nothing to say is good.
() => {
  const LEAST = 0.35; // part of a chart that its lines have at least
  const SLACK = 0.5; // px that two texts may share, and their edges are drawn half
  const faults = [];
  const seen = (element) => {
    for (let up = element; up && up.tagName !== "svg"; up = up.parentElement) {
      if (getComputedStyle(up).display === "none" || Number(up.getAttribute("opacity") ?? 1) === 0) return false;
    }
    return true;
  };
  const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
  // What is painted of a text: a box is as high as its font, and on a screen that is enlarged the next line begins within it.
  const pen = document.createElement("canvas").getContext("2d");
  const ink = (element) => {
    const all = box(element), scale = (all.bottom - all.top) / element.getBBox().height;
    if (Math.abs(element.getScreenCTM().b) > 0.01) return all; // one that does not lie
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    const lines = element.children.length ? [...element.children].map((line) => line.textContent) : [element.textContent];
    const first = pen.measureText(lines[0]), last = pen.measureText(lines.at(-1));
    const above = first.fontBoundingBoxAscent - first.actualBoundingBoxAscent, below = last.fontBoundingBoxDescent - last.actualBoundingBoxDescent;
    return { ...all, top: all.top + above * scale, bottom: all.bottom - below * scale };
  };
  const within = (one, all) => ({
    left: Math.max(one.left, all.left), top: Math.max(one.top, all.top), right: Math.min(one.right, all.right), bottom: Math.min(one.bottom, all.bottom),
  });
  const empty = (one) => one.right - one.left <= SLACK || one.bottom - one.top <= SLACK;
  const clip = (element) => {
    const name = element.closest("[clip-path]")?.getAttribute("clip-path")?.match(/#([^)"]+)/)?.[1];
    const rect = name && document.getElementById(name)?.firstElementChild;
    if (!rect) return null;
    const matrix = element.closest("[clip-path]").getScreenCTM();
    const at = (x, y) => new DOMPoint(x, y).matrixTransform(matrix);
    const [x, y, w, h] = ["x", "y", "width", "height"].map((key) => Number(rect.getAttribute(key) ?? 0));
    const from = at(x, y), to = at(x + w, y + h);
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  };
  // Points of a line near any of some boxes, 2 px apart; one that is nowhere near is not walked along.
  const line = (element, near) => {
    const around = box(element);
    if (near.every((one) => one.right < around.left - 2 || one.left > around.right + 2 || one.bottom < around.top - 2 || one.top > around.bottom + 2)) return [];
    const matrix = element.getScreenCTM(), length = element.getTotalLength?.() ?? 0, points = [];
    for (let far = 0; far <= length; far += 2) { const point = element.getPointAtLength(far); points.push(new DOMPoint(point.x, point.y).matrixTransform(matrix)); }
    return points;
  };
  for (const chart of document.querySelectorAll("[class*=st-key-chart-]")) {
    const svg = chart.querySelector("svg.marks");
    if (!svg || chart.getBoundingClientRect().width === 0) continue;
    const name = chart.className.match(/st-key-chart-([\w-]+)/)[1];
    const wide = svg.querySelector(".root > g > path.background")?.getBoundingClientRect().width ?? 0;
    if (wide < LEAST * svg.getBoundingClientRect().width) faults.push(`${name}: its lines have ${wide.toFixed(0)} px`);
    const edge = within(box(svg), within(box(chart), { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity }));
    const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() && one.getAttribute("font-size") !== "0px" && seen(one))
      .map((one) => ({ one, said: one.textContent, box: ink(one), fill: one.getAttribute("fill"), mark: one.closest(".mark-text.role-mark") !== null }))
      .filter((text) => { const inner = clip(text.one); return !inner || !empty(within(text.box, inner)) || (text.hidden = false); });
    for (const text of texts) {
      const inner = clip(text.one), room = inner ? within(edge, inner) : edge, over = text.box;
      const cut = Math.max(room.left - over.left, over.right - room.right, room.top - over.top, over.bottom - room.bottom);
      if (cut > 1) faults.push(`${name}: "${text.said}" is cut by ${cut.toFixed(0)} px`);
    }
    for (const [at, text] of texts.entries()) for (const other of texts.slice(at + 1)) {
      if (!empty(within(text.box, other.box))) faults.push(`${name}: "${text.said}" lies over "${other.said}"`);
    }
    const marks = texts.filter((each) => each.mark), near = marks.map((each) => each.box);
    const lines = [...svg.querySelectorAll(".mark-line.role-mark path, .mark-rule.role-mark line, .mark-trail.role-mark path")]
      .filter((one) => seen(one) && one.getAttribute("stroke") && Number(one.getAttribute("stroke-opacity") ?? 1) > 0)
      .map((one) => ({ stroke: one.getAttribute("stroke"), painted: getComputedStyle(one).stroke, points: line(one, near), clip: clip(one) }));
    const ground = getComputedStyle(svg).backgroundColor; // a line in this colour is the rim of another
    for (const text of marks) for (const one of lines) {
      if (one.stroke === text.fill || one.painted === ground) continue;
      const { left, top, right, bottom } = text.box;
      const hit = one.points.some((point) => point.x > left + 1 && point.x < right - 1 && point.y > top + 2 && point.y < bottom - 2
        && (!one.clip || (point.x > one.clip.left && point.x < one.clip.right && point.y > one.clip.top && point.y < one.clip.bottom)));
      if (hit) faults.push(`${name}: "${text.said}" lies on a line (${one.stroke})`);
    }
  }
  return [...new Set(faults)];
}
