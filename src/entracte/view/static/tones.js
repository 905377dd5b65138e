// Light or dark, at a press, and remembered.
import { _ } from "./words.js";

export function tone(button) {
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
