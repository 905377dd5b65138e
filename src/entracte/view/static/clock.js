// Times as people write and say them. Milliseconds in, words out.
export function clock(ms) {
  const s = Math.floor(ms / 1000);
  const [h, m, rest] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(rest)}` : `${m}:${two(rest)}`;
}

// The last item that starts at or before this moment; items are sorted by `start`.
export function last(items, at) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
