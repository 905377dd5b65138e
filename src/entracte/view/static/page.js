// The page comes alive. Everything is read from the page itself, which is whole without this.
import { ask, film } from "./ask.js";
import { renewed } from "./live.js";
import { open, toast } from "./open.js";
import { _ } from "./words.js";

// Light or dark, at a press, and remembered.
function tone(button) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const now = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  const name = () => {
    button.textContent = now() === "dark" ? _("Light") : _("Dark");
    button.setAttribute("aria-label", now() === "dark" ? _("Light page") : _("Dark page"));
  };
  button.addEventListener("click", () => {
    root.dataset.theme = now() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("tone", root.dataset.theme);
    } catch {
      // Not remembered, then.
    }
    name();
  });
  dark.addEventListener("change", name);
  name();
  button.hidden = false;
}

const edition = new URL(import.meta.url).pathname.split("/")[2];
const { body } = document;
const dark = document.querySelector("button.tone");
if (dark) tone(dark);
const acts = { keys: () => open("keys"), print: () => print() };

const form = document.querySelector("form.find");
const field = form?.querySelector("input");
if (form) {
  const load = () => import("./find.js").then(({ find }) => find(form));
  field.addEventListener("focus", load, { once: true });
  if (document.activeElement === field) load();
}

if (film()) {
  const [{ player }, { guard }, { correct }, { share }, { follow }] = await Promise.all([
    import("./player.js"),
    import("./guard.js"),
    import("./correct.js"),
    import("./share.js"),
    import("./follow.js"),
  ]);
  const screen = player();
  const pen = correct(document.querySelector("[data-do=correct]"));
  share(screen);
  Object.assign(acts, { guard: guard(screen), correct: () => pen.turn(), history: pen.history });
  if (screen) {
    acts.follow = follow(screen);
    acts.mpv = () => ask(`${film()}/open`, "POST", { t: Math.round(screen.where()) });
    document.addEventListener("moment", ({ detail }) => detail.t !== undefined && screen.seek(detail.t));
  }
  acts.texts = async () => (await import("./library.js")).addTexts(film());
}
if (body.classList.contains("library")) {
  const { library } = await import("./library.js");
  acts.add = library().add;
}
const { forms, pair, signout } = await import("./entering.js");
Object.assign(acts, { pair, signout });
forms();
const { install, kept, offline } = await import("./offline.js");
acts.install = install;
const list = document.querySelector(".kept");
if (list && "caches" in window) kept(list);
offline(edition).catch(() => {});

const offered = () => {
  for (const button of document.querySelectorAll("[data-do=follow]")) button.hidden = !acts.follow;
};
renewed(offered);
offered();
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  const act = button && acts[button.dataset.do];
  if (!act) return;
  document.getElementById("menu")?.hidePopover?.();
  Promise.resolve(act()).catch((wrong) => toast(wrong.message || _("That did not work.")));
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === "/" && field) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "?") acts.keys();
  else if (event.key === "e" && acts.correct) acts.correct();
});
// A mark of a text tells the words it cites; they stand further down.
document.addEventListener("pointerover", ({ target }) => {
  if (!target.matches?.("a.s:not([title])")) return;
  const cited = document.getElementById(target.hash.slice(1));
  if (cited) target.title = `“${cited.textContent.trim().slice(0, 300)}”`;
});
// A language is remembered on this device.
for (const link of document.querySelectorAll(".tongues a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.cookie = `language=${link.lang}; path=/; max-age=31536000; samesite=lax`;
    const address = new URL(location.href);
    address.searchParams.delete("lang");
    location.replace(address);
  });
}
body.classList.add("ready");
