// What a family says of each step of a lever, from the bytes that core/figures/preview.py packed.

function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const bytes = new Uint8Array(buffer, 4 + length);
  const steps = header.values.length;
  const charts = Object.entries(header.charts).map(([key, chart]) => ({
    key,
    extent: texts(chart.extent, steps),
    columns: each(chart.columns, (columns) => each(columns, (column) => numbers(column, steps, bytes))),
    rows: each(chart.rows, (rows) => texts(rows, steps)),
  }));
  const { strip, said } = header.track;
  return {
    steps: new Map(header.values.map((value, step) => [value, step])),
    figures: new Set(header.figures.map((key) => `st-key-chart-${key}`)),
    charts,
    texts: each(header.texts, (one) => texts(one, steps)),
    strip,
    said: strip.length ? texts(said, steps) : () => undefined,
  };
}

function each(found, change) { return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, change(value)])); }

// A column: gives the values of one step, of the rows that move.
function numbers({ at, rows, unit, from }, steps, bytes) {
  const count = rows * steps;
  const whole = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const folded = (bytes[at + i] | bytes[at + count + i] << 8 | bytes[at + 2 * count + i] << 16 | bytes[at + 3 * count + i] << 24) >>> 0;
    whole[i] = folded & 1 ? -(folded >>> 1) - 1 : folded >>> 1;
  }
  for (let i = rows; i < count; i++) whole[i] += whole[i - rows];
  for (let i = 0; i < count; i++) if (i % rows) whole[i] += whole[i - 1];
  const parts = Math.round(1 / unit); // a whole number of parts, as a tenth cannot be written exactly
  return (step, row, kept) => {
    const place = row - from;
    if (place < 0 || place >= rows) return kept;
    return unit < 1 ? whole[step * rows + place] / parts : whole[step * rows + place] * unit;
  };
}

// A text: gives that of one step.
function texts({ templates, which, numbers: written }, steps) {
  const split = templates.map((template) => template.split("\0"));
  const gaps = written.split(" ");
  const begins = new Int32Array(steps);
  for (let step = 1; step < steps; step++) begins[step] = begins[step - 1] + split[which[step - 1] ?? 0].length - 1;
  return (step) => split[which[step] ?? 0].reduce((text, part, i) => text + gaps[begins[step] + i - 1] + part);
}
