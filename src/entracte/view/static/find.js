// Finding as one types: lines, scenes, tunes and texts of all films, grouped by film.
import { ask } from "./ask.js";
import { _ } from "./words.js";

const SORTS = {
  Line: _("Line"),
  Quote: _("Quote"),
  Exchange: _("Exchange"),
  Scene: _("Scene"),
  Music: _("Music"),
  "Work within": _("Work within"),
  Statement: _("Statement"),
  Text: _("Text"),
  Person: _("Person"),
};
const PATIENCE = 90; // ms after the last key
const MOST = 24;

function part(tag, name, text = "") {
  const node = document.createElement(tag);
  node.className = name;
  node.textContent = text;
  return node;
}

// The words with those that were looked for set apart.
function lit(text, q) {
  const wanted = q.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) || [];
  const node = part("span", "words");
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    const found = wanted.some((word) => piece.toLowerCase().startsWith(word));
    node.append(found ? part("mark", "", piece) : piece);
  }
  return node;
}

export function find(form) {
  const field = form.querySelector("input");
  const box = part("div", "hits");
  box.id = "hits";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", _("What was found"));
  box.hidden = true;
  const count = part("p", "vh");
  count.setAttribute("role", "status");
  form.append(box, count);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "hits");
  let options = [];
  let chosen = -1;
  let waiting;
  let asking;
  let asked = "";

  function shut() {
    box.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function choose(i) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (i + options.length) % options.length;
    const option = options[chosen];
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  function go(option) {
    const to = new URL(option.dataset.href, location.href);
    shut();
    if (to.pathname !== location.pathname) {
      location.href = to.href;
      return;
    }
    field.blur();
    const t = to.searchParams.get("t");
    document.dispatchEvent(new CustomEvent("moment", { detail: { t: t === null ? undefined : t * 1000 } }));
    location.hash = to.hash;
    history.replaceState(null, "", to.pathname + to.search + to.hash);
  }
  function option(hit, q, i) {
    const node = part("div", "hit");
    node.id = `hit-${i}`;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", "false");
    node.dataset.href = hit.href;
    node.append(part("span", "when", hit.time), part("span", "sort", SORTS[hit.sort] || hit.sort));
    const what = part("span", "what");
    if (hit.who) what.append(part("span", "who", `${hit.who} `));
    what.append(lit(hit.text, q));
    node.append(what);
    return node;
  }
  function show(q, { films, says }) {
    options = [];
    const groups = films.map((film, n) => {
      const group = part("div", "found-in");
      const head = part("p", "found-title", film.title);
      head.id = `found-${n}`;
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", head.id);
      group.append(head);
      for (const hit of film.hits) {
        const made = option(hit, q, options.length);
        options.push(made);
        group.append(made);
      }
      return group;
    });
    const none = options.length ? says : says || _("Nothing on your shelf has these words.");
    if (options.length) {
      const all = part("div", "hit all", _("Everything found for “{words}”", { words: q }));
      all.id = "hit-all";
      all.setAttribute("role", "option");
      all.setAttribute("aria-selected", "false");
      all.dataset.href = `/find?q=${encodeURIComponent(q)}`;
      options.push(all);
      groups.push(all);
    }
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    box.replaceChildren(...groups);
    let note = form.querySelector(".hits-note");
    note?.remove();
    if (none) {
      note = part("p", "hits-note", none);
      (options.length ? box : form).append(note);
      if (options.length) note.setAttribute("role", "presentation");
    }
    box.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!box.hidden));
    count.textContent = none || _("{n} found", { n: options.length - 1 });
  }
  async function look() {
    const q = field.value.trim();
    if (q === asked) return;
    asked = q;
    asking?.abort();
    form.querySelector(".hits-note")?.remove();
    if (q.length < 2) {
      shut();
      return;
    }
    asking = new AbortController();
    try {
      const address = `/api/find?q=${encodeURIComponent(q)}&typing=1&most=${MOST}`;
      show(q, await ask(address, "GET", undefined, asking.signal));
    } catch (wrong) {
      if (wrong.name !== "AbortError") shut();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PATIENCE);
  });
  field.addEventListener("focus", () => {
    if (options.length && field.value.trim() === asked && asked.length > 1) {
      box.hidden = false;
      field.setAttribute("aria-expanded", "true");
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      shut();
    } else if (!box.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (!box.hidden && event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(options[chosen]);
    }
  });
  box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const hit = event.target.closest("[role=option]");
    if (hit) go(hit);
  });
  field.addEventListener("blur", () => setTimeout(shut, 100));
  if (document.activeElement === field) look(); // what was typed while this was on its way
}
