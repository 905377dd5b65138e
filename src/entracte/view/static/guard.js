// "I have seen up to …": nothing later is shown, searched or sent.
import { ask, film } from "./ask.js";
import { listen, renew } from "./live.js";
import { forget } from "./offline.js";
import { dialog, open, toast } from "./open.js";
import { _, clock, fromClock, on } from "./words.js";

export function guard(screen) {
  const long = +document.body.dataset.long;
  const box = dialog("guard");
  if (!box || !long) return () => {};
  const [time, range] = [box.querySelector("[name=time]"), box.querySelector("[name=range]")];
  const there = box.querySelector(".scene-there");
  const name = (ms) => {
    there.textContent = on(screen?.read().scenes || [], ms)?.title || "";
  };
  range.addEventListener("input", () => {
    time.value = clock(range.value * 1000);
    range.setAttribute("aria-valuetext", time.value);
    name(range.value * 1000);
  });
  time.addEventListener("input", () => {
    const ms = fromClock(time.value);
    if (Number.isNaN(ms)) return;
    range.value = Math.round(ms / 1000);
    name(ms);
  });

  async function set(up_to, follow) {
    await ask(`${film()}/seen`, "PUT", { up_to, follow });
    await forget();
    await renew();
    toast(up_to === null ? _("All of the page is shown.") : _("You see this page up to {time}.", { time: clock(up_to) }));
  }
  listen("limit", (said) => {
    if (said.film === document.body.dataset.film && !box.open) renew();
  });

  return () => {
    const seen = document.body.dataset.seen;
    const ms = seen === undefined ? screen?.where() || 0 : +seen;
    range.value = Math.round(ms / 1000);
    time.value = clock(ms);
    name(ms);
    box.querySelector("[name=follow]").checked = "follows" in document.body.dataset;
    open("guard", async (act, fields) => {
      if (act === "all") return set(null, false);
      const up_to = fromClock(fields.time);
      if (Number.isNaN(up_to)) throw new Error(_("Write the time as 19:50 or 1:07:00."));
      return set(Math.min(long, up_to), Boolean(fields.follow));
    });
    time.select();
  };
}
