// The second screen: this page moves along with a film that plays in another program or device.
import { ask } from "./ask.js";
import { listen, serverTime } from "./live.js";
import { open } from "./open.js";
import { _, clock, fromClock } from "./words.js";

export function follow(screen) {
  const id = document.body.dataset.film;
  let state; // the last that was told of this film
  let frames = 0;

  const at = () => (state.paused ? state.t : state.t + (serverTime() - state.at) * state.rate);

  function run() {
    frames = 0;
    if (!state) return;
    screen.show();
    if (!state.paused && !document.hidden) frames = setTimeout(run, 200);
  }
  function stop() {
    clearTimeout(frames);
    state = undefined;
    screen.follow(undefined);
    document.body.classList.remove("following");
  }
  listen("playing", (said) => {
    if (said.gone && state?.player === said.player) return stop();
    if (said.film !== id || said.gone) return undefined;
    const first = state?.player !== said.player;
    state = said;
    if (first) {
      document.body.classList.add("following");
      document.getElementById("player").scrollIntoView({ block: "start" });
      screen.follow({ at }, said.player === "tap" ? "" : said.player);
    }
    if (!frames) run();
    return undefined;
  });
  document.addEventListener("visibilitychange", () => state && !frames && run());

  return async () => {
    const box = open("follow", async (pressed, fields) => {
      if (pressed === "stop") {
        await ask("/api/players/follow", "POST", { player: null });
        stop();
      } else if (pressed === "sync") {
        const t = fromClock(fields.time);
        if (Number.isNaN(t)) throw new Error(_("Write the time as 19:50 or 1:07:00."));
        await ask("/api/players/sync", "POST", { film: id, t, paused: false });
      }
      return true;
    });
    box.querySelector("#f-time").value = clock(screen.where());
    box.querySelector("[value=stop]").hidden = !state;
    const list = box.querySelector(".players");
    list.replaceChildren();
    const { players } = await ask("/api/players");
    for (const player of players.filter((each) => each.there)) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = [player.name, player.title].filter(Boolean).join(" · ");
      button.addEventListener("click", async () => {
        await ask("/api/players/follow", "POST", { player: player.name });
        box.close();
      });
      item.append(button);
      list.append(item);
    }
  };
}
