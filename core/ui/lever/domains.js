// The domains of a chart under a thumb: those that a release gives, by the rule of core/ui/axes.py.

const CALM = 0.25; // part of a domain that may be empty; as in core/ui/axes.py
const atRest = new Map(); // by chart its domains while no thumb moved: what was asked for, and what was drawn

function settled(at, rests, asked) {
  const wide = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, (name.endsWith("low") ? Math.min : Math.max)(value, at[name])]));
  return rests.get(named(asked)) ?? (calm(asked, wide) ? wide : asked);
}

function known(key) {
  if (!atRest.has(key)) atRest.set(key, new Map());
  return atRest.get(key);
}

const named = (ends) => JSON.stringify(Object.entries(ends).sort());

function same(ends, others) { return Object.entries(ends).every(([name, value]) => others[name] === value); }

function calm(ends, wide) {
  const apart = Object.keys(ends).filter((name) => ends[name] !== wide[name]);
  return apart.every((name) => name.startsWith("y") && Math.abs(wide[name] - ends[name]) <= CALM * Math.abs(ends.y_high - ends.y_low));
}

// From the first count on, where somebody asked for that.
function widened(asked, whole) {
  return whole ? { ...asked, x_low: asked.x_whole, y_high: Math.max(asked.y_high, asked.y_whole) } : asked;
}
