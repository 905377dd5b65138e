// A new state of the page, put in place without losing what plays or where one reads.
const heard = [];

// `again` is called whenever the page's text was exchanged.
export const renewed = (again) => heard.push(again);

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
  for (const again of heard) again();
  const same = anchor?.id && document.getElementById(anchor.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
