// The page comes alive: tone of the page, the player, what is on now, the strip as a slider.
// Everything is read from the page itself, which is whole without this.
import { tone } from "./tones.js";
import { player } from "./player.js";

tone(document.querySelector("button.tone"));
const screen = document.querySelector(".player video");
if (screen) player(screen);
