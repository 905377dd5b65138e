// The film, what is on now, and every time on the page as a way into it.
import { clock, last } from "./clock.js";
import { slider } from "./strip.js";

const text = (node) => (node ? node.textContent.trim() : "");
const title = (node) => text(node.querySelector("h3 .said") || node.querySelector("h3"));

function spans(selector, rest = () => ({})) {
  return [...document.querySelectorAll(selector)]
    .map((node) => ({ node, start: +node.dataset.a, end: +node.dataset.b, ...rest(node) }))
    .sort((a, b) => a.start - b.start);
}

function lines() {
  let speaker = "";
  return [...document.querySelectorAll(".group li")].map((node) => {
    const [start, long] = node.dataset.t.split(",").map(Number);
    speaker = text(node.querySelector("b")) || (node.previousElementSibling ? speaker : "");
    return { node, start, end: start + long * 100, speaker, words: text(node.querySelector("q")) };
  });
}

export function player(video) {
  const spoken = lines();
  const scenes = spans(".card[data-a]", (node) => ({
    title: title(node),
    people: node.dataset.people || "",
  }));
  const cues = spans(".cues li[data-a]", (node) => ({ title: title(node) }));
  const works = spans(".work[data-a]", (node) => ({ title: title(node) }));
  const panel = document.querySelector(".now");
  const part = (name) => panel.querySelector(`.now-${name}`);
  const strip = slider(document.querySelector(".strip.live"), seek, scenes);
  const on = (items, at) => {
    const found = last(items, at);
    return found && at < found.end ? found : undefined;
  };
  let lit;

  function seek(ms, play = false) {
    video.currentTime = ms / 1000;
    if (play) video.play().catch(() => {});
    show();
  }

  function more(rows) {
    part("more").replaceChildren(
      ...rows.flatMap(([name, value]) => {
        const dt = document.createElement("dt");
        const dd = document.createElement("dd");
        dt.textContent = name;
        dd.textContent = value;
        return value ? [dt, dd] : [];
      }),
    );
  }

  function show() {
    const at = video.currentTime * 1000;
    const line = last(spoken, at);
    const heard = line && at < line.end + 1500 ? line : undefined;
    const scene = on(scenes, at);
    part("time").textContent = clock(at);
    part("scene").textContent = scene ? scene.title : "";
    part("speaker").textContent = heard ? heard.speaker : "";
    part("words").textContent = heard ? heard.words : "";
    more([
      ["In this scene", scene ? scene.people : ""],
      ["A work within", on(works, at)?.title],
      ["You hear", on(cues, at)?.title],
    ]);
    if (lit !== heard?.node) {
      lit?.classList.remove("on");
      lit?.removeAttribute("aria-current");
      lit = heard?.node;
      lit?.classList.add("on");
      lit?.setAttribute("aria-current", "true");
    }
    strip?.move(at, scene ? scene.title : "");
  }

  // Every time on the page leads into the film; with a key held down it stays an ordinary link.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-t], .group li > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const at = link.dataset.t ?? link.parentElement.dataset.t.split(",")[0];
    seek(+at, true);
    history.replaceState(null, "", `?t=${(+at / 1000).toFixed(1)}`);
    if (!link.closest(".group, .strip")) {
      document.getElementById("player").scrollIntoView({ block: "nearest" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, button, video, [role=slider], a")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: -10, l: 10 }[event.key];
    if (step) seek(Math.max(0, video.currentTime + step) * 1000);
    else if (event.key === "k") video.paused ? video.play().catch(() => {}) : video.pause();
  });
  for (const name of ["timeupdate", "seeked", "loadedmetadata"]) video.addEventListener(name, show);
  panel.hidden = false;
  const asked = Number(new URLSearchParams(location.search).get("t"));
  if (asked > 0) video.addEventListener("loadedmetadata", () => seek(asked * 1000), { once: true });
  show();
}
