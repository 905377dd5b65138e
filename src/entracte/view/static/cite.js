// A quote with where it comes from, as people and programs write it down.
import { clock } from "./words.js";

// `{ words: ["…"], speaker, at (ms or undefined), film: { title, year, makers } }`
const said = (quote) => quote.words.map((each) => `“${each}”`).join(" ");
const stamp = (quote) => (quote.at === undefined ? "" : clock(quote.at));
const names = (text) => text.split(/, | and | und | et | y |、| & /).filter(Boolean);
const key = (film) =>
  `${film.title.normalize("NFKD").replace(/[^a-zA-Z0-9]+/g, "").slice(0, 24) || "film"}${film.year}`;
const escaped = (text) =>
  text.replace(/[\\{}]/g, "").replace(/([&%$#_])/g, "\\$1").replace(/~/g, "\\~{}").replace(/\^/g, "\\^{}");
const marked = (text) => text.replace(/([\\`*_[\]<>#])/g, "\\$1");

function plain(quote) {
  const { film } = quote;
  const source = [film.title + (film.year ? ` (${film.year})` : ""), film.makers].filter(Boolean);
  const where = [quote.speaker, ...source, stamp(quote)].filter(Boolean).join(", ");
  return `${said(quote)} — ${where}.`;
}

function markdown(quote) {
  const { film } = quote;
  const where = [
    marked(quote.speaker),
    `*${marked(film.title)}*${film.year ? ` (${film.year})` : ""}`,
    marked(film.makers),
    stamp(quote),
  ];
  return `${quote.words.map((each) => `> ${marked(each)}`).join("\n>\n")}\n>\n> — ${where.filter(Boolean).join(", ")}`;
}

function bibtex(quote) {
  const { film } = quote;
  const note = [said(quote), quote.speaker, stamp(quote)].filter(Boolean).join(", ");
  const fields = [
    ["title", `{${escaped(film.title)}}`],
    ["director", names(film.makers).map(escaped).join(" and ")],
    ["year", escaped(film.year)],
    ["howpublished", "Film"],
    ["note", escaped(note)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return `@misc{${key(film)},\n${lines.join("\n")}\n}`;
}

function csl(quote) {
  const { film } = quote;
  const item = { id: key(film), type: "motion_picture", title: film.title };
  if (film.makers) item.director = names(film.makers).map((literal) => ({ literal }));
  if (/^\d{4}$/.test(film.year)) item.issued = { "date-parts": [[+film.year]] };
  if (quote.at !== undefined) Object.assign(item, { locator: clock(quote.at), label: "timestamp" });
  item.note = [said(quote), quote.speaker].filter(Boolean).join(", ");
  return JSON.stringify([item], null, 2);
}

export const FORMS = { plain, markdown, bibtex, csl };
