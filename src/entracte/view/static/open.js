// Dialogs, and the small notice at the foot of the page.
import { _ } from "./words.js";

export const dialog = (name) => document.getElementById(`d-${name}`);

function shut(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "shut";
  button.textContent = "×";
  button.setAttribute("aria-label", _("Close"));
  button.addEventListener("click", () => box.close());
  return button;
}

// Opens a dialog; `answer` is called with the pressed button's value and the form's fields, and may
// throw what is then shown. The dialog closes unless `answer` returns false or throws.
export function open(name, answer = () => true) {
  const box = dialog(name);
  if (!box) return undefined;
  document.getElementById("menu")?.hidePopover?.();
  document.querySelector(".toast").hidden = true;
  if (!box.querySelector(".shut")) box.append(shut(box));
  const form = box.querySelector("form");
  const wrong = box.querySelector(".wrong");
  const tell = (text) => {
    if (wrong) wrong.textContent = text;
  };
  tell("");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const pressed = event.submitter;
    try {
      tell("");
      if (pressed) pressed.disabled = true;
      const fields = Object.fromEntries(new FormData(form));
      if ((await answer(pressed?.value ?? "", fields)) !== false) box.close();
    } catch (failed) {
      tell(failed.message);
    } finally {
      if (pressed) pressed.disabled = false;
    }
  };
  if (!box.open) box.showModal();
  return box;
}

// A click beside the box closes it, as Escape does.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right;
    if (!inside || event.clientY < box.top || event.clientY > box.bottom) event.target.close();
  }
});

let hide;

export function toast(text, name = "", act = undefined) {
  const note = document.querySelector(".toast");
  if (!note) return;
  clearTimeout(hide);
  note.textContent = text;
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      note.hidden = true;
      act();
    });
    note.append(" ", button);
  }
  note.hidden = false;
  hide = setTimeout(() => (note.hidden = true), act ? 12000 : 5000);
}
