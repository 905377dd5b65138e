// What scripts say, in the reader's language; the page brings the words along.
const said = document.querySelector("meta[name=words]");
const words = said ? JSON.parse(said.content) : {};

// `_("At {time}", { time: "1:04" })`
export function _(text, values = {}) {
  const known = words[text] || text;
  return known.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
