// The page comes alive: tone of the page, the search field, the player, what is on now, the strip as a slider.
// Everything is read from the page itself, which is whole without this.
import { tone } from "./tones.js";
import { player } from "./player.js";

tone(document.querySelector("button.tone"));
const field = document.querySelector(".find input");
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  field.focus();
});
const screen = document.querySelector(".player video");
if (screen) player(screen);
