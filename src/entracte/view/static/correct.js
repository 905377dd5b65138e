// Corrections: any statement can be put otherwise, confirmed or refused, with a note, and taken back.
import { ask, film } from "./ask.js";
import { listen, renew, renewed } from "./live.js";
import { dialog, open, toast } from "./open.js";
import { _ } from "./words.js";

const WHAT = ".said[id], .exchange[id]";
const LATEST = 15000; // ms until the page is looked at again though nobody told of a new one

export function correct(button) {
  const main = document.getElementById("main");
  let active = false;

  function mark() {
    for (const link of main.querySelectorAll(".who-link")) {
      if (active && link.hasAttribute("href")) link.dataset.href = link.getAttribute("href");
      if (active) link.removeAttribute("href");
      else if (link.dataset.href) link.setAttribute("href", link.dataset.href);
    }
    for (const node of main.querySelectorAll(WHAT)) {
      if (active) {
        node.tabIndex = 0;
        node.setAttribute("role", "button");
        node.setAttribute("aria-haspopup", "dialog");
      } else {
        for (const name of ["tabindex", "role", "aria-haspopup"]) node.removeAttribute(name);
      }
    }
  }
  function turn(to = !active) {
    active = to;
    document.body.classList.toggle("correcting", active);
    button?.setAttribute("aria-pressed", String(active));
    mark();
    if (active) toast(_("Choose the statement to correct. Press E when you are done."), _("Done"), () => turn(false));
  }
  renewed(mark);

  const words = (node) =>
    node.matches(".exchange")
      ? [...node.querySelectorAll("dd")].map((turn) => turn.firstChild.textContent.trim()).join(" — ")
      : node.textContent.trim();

  function remade(id) {
    let waiting = true;
    const done = async () => {
      if (!waiting) return;
      waiting = false;
      await renew();
      document.getElementById(id)?.scrollIntoView({ block: "nearest" });
    };
    fresh.add((said) => said.film === document.body.dataset.film && done());
    setTimeout(done, LATEST);
  }
  const fresh = new Set();
  listen("page", (said) => {
    const waiting = [...fresh];
    fresh.clear();
    if (waiting.length) for (const act of waiting) act(said);
    else if (said.film === document.body.dataset.film) renew();
  });

  async function write(edit, told) {
    const { edit: made } = await ask(`${film()}/edits`, "POST", { says: "", note: "", ...edit });
    remade(edit.claim);
    if (edit.act === "undo") toast(told);
    else toast(told, _("Undo"), () => undo(made.id));
  }
  const undo = (id) =>
    write({ claim: id, act: "undo" }, _("The correction is taken back.")).catch((wrong) => toast(wrong.message));

  function ask_(node) {
    const box = dialog("correct");
    const form = box.querySelector("form");
    const fixed = node.dataset.fixed !== undefined || node.matches(".exchange");
    const said = words(node);
    box.querySelector(".c-said").textContent = said;
    form.reset();
    const other = form.querySelector("#c-replace");
    other.closest("p").hidden = fixed;
    form.elements.act.value = fixed ? "confirm" : "replace";
    form.elements.says.value = said;
    const field = box.querySelector(".words-field");
    const shown = () => (field.hidden = form.elements.act.value !== "replace");
    form.onchange = shown;
    shown();
    open("correct", async (pressed, fields) => {
      if (pressed === "cancel") return true;
      const says = fields.act === "replace" ? fields.says.trim() : "";
      if (fields.act === "replace" && !says) throw new Error(_("Write what it should say."));
      if (fields.act === "replace" && says === said) throw new Error(_("These are the words that stand there already."));
      await write({ claim: node.id, act: fields.act, says, note: fields.note.trim() }, _("Your correction is kept."));
      return true;
    });
    (fixed ? form.querySelector("#c-confirm") : form.elements.says).focus();
  }

  main.addEventListener("click", (event) => {
    if (!active || event.target.closest("a[href], button")) return;
    const node = event.target.closest(WHAT);
    if (node) ask_(node);
  });
  main.addEventListener("keydown", (event) => {
    if (!active || (event.key !== "Enter" && event.key !== " ")) return;
    if (!event.target.matches(WHAT)) return;
    event.preventDefault();
    ask_(event.target);
  });

  const ACTS = { replace: _("Said otherwise"), confirm: _("Confirmed"), reject: _("Refused"), undo: _("Taken back") };
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

  async function history() {
    const box = open("history");
    const list = box.querySelector(".history");
    list.replaceChildren();
    const { edits } = await ask(`${film()}/edits`);
    box.querySelector(".none").hidden = edits.length > 0;
    for (const edit of edits.filter((each) => each.act !== "undo")) {
      const item = document.createElement("li");
      const put = (name, text) => {
        if (!text) return;
        const node = document.createElement("p");
        node.className = name;
        node.textContent = text;
        item.append(node);
      };
      put("why", [edit.undone ? ACTS.undo : ACTS[edit.act], edit.who, day.format(new Date(edit.when))].filter(Boolean).join(" · "));
      put(edit.act === "replace" ? "was" : "is", edit.of);
      put("is", edit.says);
      put("why", edit.note);
      if (!edit.undone) {
        const back = document.createElement("button");
        back.type = "button";
        back.className = "button quiet small";
        back.textContent = _("Take back");
        back.addEventListener("click", async () => {
          box.close();
          await undo(edit.id);
        });
        item.append(back);
      }
      list.append(item);
    }
  }

  return { turn, history: () => history().catch((wrong) => toast(wrong.message)) };
}
