// The film, what is on now, and every time on the page as a way into it.
import { ask, film } from "./ask.js";
import { renewed } from "./live.js";
import { collect, panel as nowPanel } from "./now.js";
import { fill } from "./stream.js";
import { slider } from "./strip.js";
import { _ } from "./words.js";

const TOLD = 15000; // ms of playing between two reports of how far it has been seen

export function player() {
  const box = document.getElementById("player");
  if (!box) return undefined;
  const video = box.querySelector("video");
  const root = box.querySelector(".now");
  const page = { ...collect() };
  const read = () => page;
  const panel = nowPanel(root, read);
  const strip = slider(document.querySelector(".strip.live"), (at) => seek(at), read);
  const long = +box.dataset.long;
  let at = 0; // the moment shown, where no video tells it
  let away; // a film that plays elsewhere, as `follow.js` tells of it
  let told = 0;

  renewed(() => {
    Object.assign(page, collect());
    panel.forget();
    strip?.load();
    show();
  });

  const where = () => (away ? away.at() : video ? video.currentTime * 1000 : at);

  function seek(ms, play = false) {
    const to = Math.min(long, Math.max(0, ms));
    if (away) away.seek?.(to);
    else if (video) {
      video.currentTime = to / 1000;
      if (play) video.play().catch(() => {});
    }
    at = to;
    box.hidden = false;
    show(to);
    remember(to);
  }

  let waiting;
  function remember(ms) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", `?t=${(ms / 1000).toFixed(1)}${location.hash}`);
    }, 250);
  }

  function show(ms = where()) {
    const { line, scene } = panel.show(ms);
    strip?.move(ms, scene ? scene.title : "");
    if (line && video && !video.paused && follows()) bring(line.node);
  }

  // The dialogue moves along while one watches from there, until one scrolls by hand.
  let byHand = 0;
  for (const name of ["wheel", "touchmove"]) {
    addEventListener(name, () => (byHand = Date.now()), { passive: true });
  }
  function follows() {
    const text = document.getElementById("dialogue")?.getBoundingClientRect();
    return text && text.top < innerHeight * 0.4 && text.bottom > innerHeight && Date.now() - byHand > 6000;
  }
  let brought;
  function bring(node) {
    if (brought === node) return;
    brought = node;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
  }

  const jump = (link) => {
    const to = +link.dataset.t;
    seek(to, !link.hasAttribute("data-still"));
    const place = link.closest(".group li");
    if (place) history.replaceState(null, "", `?t=${(to / 1000).toFixed(1)}#${place.id}`);
    else if (!link.closest(".strip, .now")) box.scrollIntoView({ block: "nearest" });
  };

  // Every time on the page leads into the film; with a key held down it stays an ordinary link.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-t]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    jump(link);
  });

  const scene = (step) => {
    const now = where();
    const next = page.scenes.find((each) => each.start > now + 500);
    const before = page.scenes.filter((each) => each.start < now - 1500).pop();
    const found = step > 0 ? next : before;
    if (found) seek(found.start);
  };
  const frame = 1000 / 24;
  const toggle = () => (video?.paused ? video.play().catch(() => {}) : video?.pause());
  const keys = {
    " ": toggle,
    k: toggle,
    j: () => seek(where() - 10000),
    l: () => seek(where() + 10000),
    ArrowLeft: () => seek(where() - 5000),
    ArrowRight: () => seek(where() + 5000),
    "[": () => scene(-1),
    "]": () => scene(1),
    ",": () => seek(where() - frame),
    ".": () => seek(where() + frame),
    m: () => video && (video.muted = !video.muted),
    c: () => subtitles(),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : video?.requestFullscreen?.()),
    "+": () => strip?.zoom(0.6),
    "=": () => strip?.zoom(0.6),
    "-": () => strip?.zoom(1.7),
    0: () => strip?.zoom(1000),
  };
  function subtitles() {
    const tracks = [...(video?.textTracks || [])];
    const shown = tracks.findIndex((track) => track.mode === "showing");
    tracks.forEach((track, i) => (track.mode = i === shown + 1 ? "showing" : "disabled"));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const busy = "input, textarea, select, dialog, [popover], video";
    if (event.target.closest(busy)) return;
    if (event.key === " " && event.target.closest("button, a, summary, [role=button]")) return;
    const sideways = event.key.startsWith("Arrow");
    if (sideways && (!where() || event.target.closest(".text, .repairs, .table"))) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function progress() {
    show();
    if (document.body.dataset.follows === undefined || away || !video || video.paused) return;
    if (Date.now() - told < TOLD) return;
    told = Date.now();
    ask(`${film()}/played`, "POST", { t: Math.round(where()) }).catch(() => {});
  }

  if (video) {
    for (const name of ["timeupdate", "seeked", "loadedmetadata"]) video.addEventListener(name, progress);
    video.addEventListener("pause", () => {
      told = 0;
      remember(where());
    });
    fill(video).catch(() => {});
  }

  // `?t=` in seconds, and `#scene-7` for the seventh scene where none has that name.
  const asked = Number(new URLSearchParams(location.search).get("t"));
  const numbered = /^#scene-(\d+)$/.exec(location.hash);
  if (numbered && !document.getElementById(location.hash.slice(1))) {
    const found = document.querySelectorAll(".card")[+numbered[1] - 1];
    if (found) {
      found.scrollIntoView();
      if (!asked && found.dataset.a) start(+found.dataset.a);
    }
  }
  function start(ms) {
    at = ms;
    if (video && video.readyState === 0) {
      video.addEventListener("loadedmetadata", () => (video.currentTime = ms / 1000), { once: true });
    } else if (video) video.currentTime = ms / 1000;
    show(ms);
  }
  if (asked > 0) start(asked * 1000);
  else show();

  return {
    seek,
    where,
    read,
    strip,
    video,
    show,
    // Another source of time: `{ at(), seek?(ms) }`; none gives the page back to its own player.
    follow(source, name = "") {
      away = source;
      box.hidden = !source && !video && !at;
      root.querySelector(".now-where").textContent = name
        ? _("On now, from {player}", { player: name })
        : _("On now");
      if (source) video?.pause();
      show();
    },
  };
}

