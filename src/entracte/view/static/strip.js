// The strip as a slider: with the mouse, a finger, or the keys.
import { clock, last } from "./clock.js";

export function slider(strip, seek, scenes) {
  if (!strip) return undefined;
  const long = +strip.dataset.long;
  const bars = strip.querySelector(".bars");
  const slide = document.createElement("div");
  const head = document.createElement("div");
  const tip = document.createElement("div");
  slide.className = "slide";
  slide.tabIndex = 0;
  slide.setAttribute("role", "slider");
  slide.setAttribute("aria-label", "Place in the film");
  slide.setAttribute("aria-valuemin", "0");
  slide.setAttribute("aria-valuemax", String(Math.round(long / 1000)));
  head.className = "head";
  tip.className = "tip";
  tip.hidden = true;
  bars.append(slide, head, tip);
  let now = 0;

  const place = (event) => {
    const box = bars.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * long;
  };
  const scene = (at) => {
    const found = last(scenes, at);
    return found && at < found.end ? found.title : "";
  };
  slide.addEventListener("pointerdown", (event) => {
    slide.setPointerCapture(event.pointerId);
    seek(place(event));
  });
  slide.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (event.buttons) seek(at);
    tip.textContent = [clock(at), scene(at)].filter(Boolean).join("  ");
    tip.hidden = false;
    const half = tip.offsetWidth / 2;
    const x = (at / long) * bars.clientWidth;
    tip.style.left = `${Math.min(bars.clientWidth - half - 4, Math.max(half + 4, x))}px`;
  });
  slide.addEventListener("pointerleave", () => {
    tip.hidden = true;
  });
  slide.addEventListener("keydown", (event) => {
    const next = scenes.find((each) => each.start > now + 500);
    const before = scenes.filter((each) => each.start < now - 1500).pop();
    const to = {
      ArrowRight: now + 5000,
      ArrowUp: now + 5000,
      ArrowLeft: now - 5000,
      ArrowDown: now - 5000,
      PageDown: next ? next.start : long,
      PageUp: before ? before.start : 0,
      Home: 0,
      End: long,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    seek(Math.min(long, Math.max(0, to)));
  });

  return {
    move(at, title) {
      now = at;
      head.style.left = `${(at / long) * 100}%`;
      slide.setAttribute("aria-valuenow", String(Math.round(at / 1000)));
      slide.setAttribute("aria-valuetext", [clock(at), title].filter(Boolean).join(", "));
    },
  };
}
