// The page lives: a new state of it is put in place without losing what plays or where one reads,
// and it hears of what happens elsewhere: jobs, pages made again, films that play.
const waiting = [];

// `again` is called whenever the page's text was exchanged.
export const renewed = (again) => waiting.push(again);

export async function renew() {
  const answer = await fetch(location.pathname, { headers: { "cache-control": "no-cache" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = document.getElementById("main");
  const parts = (root) => root.querySelectorAll("main > .act, main > .hero, .foot");
  const there = parts(document);
  const anchor = [...there].find((part) => part.getBoundingClientRect().bottom > 80);
  const top = anchor?.getBoundingClientRect().top;
  const focused = document.activeElement?.id;
  const before = main.querySelector(":scope > .player");
  for (const part of there) part.remove();
  const foot = document.querySelector(".strip") || document.querySelector("dialog");
  for (const part of parts(fresh)) {
    const made = document.importNode(part, true);
    if (part.classList.contains("hero")) main.prepend(made);
    else if (part.classList.contains("foot")) foot.before(made);
    else main.append(made);
  }
  if (before && main.children[1] !== before) main.querySelector(".hero").after(before);
  const nav = document.querySelector(".bar nav");
  const now = fresh.querySelector(".bar > nav");
  if (nav && now) nav.replaceWith(document.importNode(now, true));
  for (const name of ["seen", "follows"]) {
    if (name in fresh.body.dataset) document.body.dataset[name] = fresh.body.dataset[name];
    else delete document.body.dataset[name];
  }
  for (const again of waiting) again();
  const same = anchor?.id && document.getElementById(anchor.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

// One line a window, and none while nobody looks at it: a browser has few to give.
const acts = new Map();
let line;
let apart = 0; // the server's clock minus ours

export const serverTime = () => Date.now() + apart;

export function listen(sort, act) {
  acts.set(sort, [...(acts.get(sort) || []), act]);
  if (line) line.addEventListener(sort, told);
  else connect();
}

function told(event) {
  let said;
  try {
    said = JSON.parse(event.data);
  } catch {
    return; // not ours
  }
  if (event.type === "hello") apart = said.now - Date.now();
  for (const act of acts.get(event.type) || []) act(said);
}

function connect() {
  if (line || document.hidden || !acts.size || !("EventSource" in window)) return;
  line = new EventSource("/api/events");
  line.addEventListener("hello", told);
  for (const sort of acts.keys()) line.addEventListener(sort, told);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    line?.close();
    line = undefined;
  } else connect();
});
addEventListener("pagehide", () => line?.close());
