// Signing in and out, and letting a phone in by a code.
import { ask } from "./ask.js";
import { open } from "./open.js";
import { _ } from "./words.js";

export async function pair() {
  const box = open("pair");
  const code = box.querySelector(".code");
  code.replaceChildren();
  try {
    const { svg, address } = await ask("/api/pair", "POST", {});
    const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", _("Code to point a camera at"));
    const link = document.createElement("p");
    link.className = "why";
    link.textContent = address.replace(/#.*/, "");
    code.append(document.importNode(drawn, true), link);
  } catch (wrong) {
    box.querySelector(".wrong").textContent = wrong.message;
    box.querySelector(".pair-says").hidden = true;
  }
}

export async function signout() {
  await ask("/api/signout", "POST", {});
  location.replace("/signin");
}

export function forms() {
  const form = document.querySelector(".pairing form");
  if (!form) return;
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // the code is good once; no history keeps it
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await ask("/api/pair/take", "POST", { token, name: form.elements.name.value });
      location.replace("/");
    } catch (wrong) {
      form.querySelector(".wrong").textContent = wrong.message;
    }
  });
}
