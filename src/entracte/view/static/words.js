// What scripts say, in the reader's language (the page brings the words along), and times.
const said = document.querySelector("meta[name=words]");
const words = said ? JSON.parse(said.content) : {};

// `_("At {time}", { time: "1:04" })`
export function _(text, values = {}) {
  const known = words[text] || text;
  return known.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

// Times as people write them: milliseconds in, words out.
export function clock(ms) {
  const s = Math.floor(ms / 1000);
  const [h, m, rest] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(rest)}` : `${m}:${two(rest)}`;
}

// Milliseconds of "1:07:00" or "19:50"; NaN when it is no time.
export function fromClock(text) {
  const found = /^\s*(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d)\s*$/.exec(text);
  return found ? ((+found[1] || 0) * 3600 + +found[2] * 60 + +found[3]) * 1000 : NaN;
}

// The place after the last item that starts at or before this moment; items are sorted by `start`.
export function place(items, at) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The last item that starts at or before this moment.
export const last = (items, at) => items[place(items, at) - 1];

// The item that is on at this moment, if any.
export function on(items, at) {
  const found = last(items, at);
  return found && at < found.end ? found : undefined;
}
