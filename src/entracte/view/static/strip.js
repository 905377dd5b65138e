// The strip: the whole film as bars of its colours. A slider to seek with, by mouse, finger or keys;
// one can zoom into it until single shots and lines stand apart.
import { _, clock, on, place } from "./words.js";

const NEAREST = 8000; // ms: no closer
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600].map((s) => s * 1000);
const CUES = 5;
const TICKS = 9;
const FOOT = 18; // CSS px for the times

// Figures as they come, made ready to be drawn.
function drawn(figures) {
  let at = figures.from;
  const shots = figures.shots.map((long, i) => {
    const shot = { start: at, end: (at += long * 10) };
    shot.colour = `#${figures.colours.slice(i * 6, i * 6 + 6)}`;
    return shot;
  });
  const lines = [];
  let start = 0;
  for (let i = 0; i < figures.lines.length; i += 2) {
    start += figures.lines[i] * 10;
    lines.push({ start, end: start + figures.lines[i + 1] * 10 });
  }
  const part = ([from, to, title]) => ({ start: from, end: to, title });
  return { shots, lines, scenes: figures.scenes.map(part), cues: figures.cues.map(part) };
}

export function slider(strip, seek, read) {
  if (!strip) return undefined;
  const long = +strip.dataset.long;
  const bars = strip.querySelector(".bars");
  const make = (name, tag = "div") => {
    const node = document.createElement(tag);
    node.className = name;
    return node;
  };
  const canvas = make("drawn", "canvas");
  const slide = make("slide");
  const head = make("head");
  const tip = make("tip");
  canvas.setAttribute("aria-hidden", "true");
  slide.tabIndex = 0;
  slide.setAttribute("role", "slider");
  slide.setAttribute("aria-label", _("Place in the film"));
  slide.setAttribute("aria-valuemin", "0");
  slide.setAttribute("aria-valuemax", String(Math.round(long / 1000)));
  tip.hidden = true;
  strip.append(canvas, slide, head, tip);
  const pen = canvas.getContext("2d", { alpha: false });
  let all; // what is drawn, once it has come
  let from = 0;
  let to = long;
  let now = 0;
  let asked = 0; // the frame in which it will be drawn
  let wide = 0;
  let high = 0;
  let unit = 1; // how much larger letters are here than on a desk

  const x = (at) => ((at - from) / (to - from)) * wide;
  const time = (event) => {
    const left = (event.clientX - strip.getBoundingClientRect().left) / wide;
    return Math.min(long, Math.max(0, from + Math.min(1, Math.max(0, left)) * (to - from)));
  };

  function draw() {
    asked = 0;
    head.style.transform = `translateX(${Math.round(x(now))}px)`;
    head.hidden = now < from || now > to;
    if (!all) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
      canvas.width = Math.round(wide * ratio);
      canvas.height = Math.round(high * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = "#0c0a09";
    pen.fillRect(0, 0, wide, high);
    const bottom = high - FOOT * unit;
    const tall = bottom - TICKS - CUES - 1;
    const visible = function* (items) {
      for (let i = Math.max(0, place(items, from) - 1); i < items.length; i += 1) {
        if (items[i].start > to) return;
        yield items[i];
      }
    };
    for (const shot of visible(all.shots)) {
      const left = x(shot.start);
      pen.fillStyle = shot.colour;
      pen.fillRect(left, CUES + 1, Math.max(0.5, x(shot.end) - left + 0.4), tall);
    }
    pen.fillStyle = "#0c0a09";
    for (const scene of visible(all.scenes)) pen.fillRect(Math.round(x(scene.start)), CUES, 1, tall + 1);
    pen.fillStyle = "#d9b45c";
    for (const cue of visible(all.cues)) {
      pen.fillRect(x(cue.start), 0, Math.max(2, x(cue.end) - x(cue.start) - 1), CUES - 1);
    }
    pen.fillStyle = "#d8d0bd";
    for (const line of visible(all.lines)) {
      pen.fillRect(x(line.start), bottom - TICKS + 2, Math.max(0.7, x(line.end) - x(line.start)), TICKS - 3);
    }
    pen.fillStyle = "#c9c1b1";
    pen.font = `${Math.round(12 * unit)}px Inter, 'Inter Fallback', sans-serif`;
    const step = STEPS.find((each) => (each / (to - from)) * wide > 86 * unit) || STEPS.at(-1);
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const label = clock(at);
      const half = pen.measureText(label).width / 2;
      const middle = Math.min(wide - half - 4, Math.max(half + 4, x(at)));
      pen.fillText(label, middle - half, high - 5 * unit);
    }
  }

  const ask = () => {
    asked ||= requestAnimationFrame(draw);
  };

  function view(start, width) {
    const whole = Math.min(long, Math.max(Math.min(NEAREST, long), width));
    from = Math.min(long - whole, Math.max(0, start));
    to = from + whole;
    strip.classList.toggle("near", whole < long);
    ask();
  }

  // Nearer or farther around a moment, which stays where it is.
  function zoom(factor, around = now >= from && now <= to ? now : (from + to) / 2) {
    const width = (to - from) * factor;
    view(around - ((around - from) / (to - from)) * width, width);
  }

  new ResizeObserver(() => {
    const box = strip.getBoundingClientRect();
    [wide, high] = [box.width, box.height];
    unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 18 || 1;
    ask();
  }).observe(strip);

  const fingers = new Map();
  let apart = 0;
  slide.addEventListener("pointerdown", (event) => {
    slide.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) seek(time(event));
    else {
      const [a, b] = fingers.values();
      apart = Math.abs(a - b);
    }
  });
  slide.addEventListener("pointermove", (event) => {
    const at = time(event);
    if (fingers.has(event.pointerId)) {
      fingers.set(event.pointerId, event.clientX);
      if (fingers.size === 2) {
        const [a, b] = fingers.values();
        const between = Math.max(8, Math.abs(a - b));
        zoom(apart / between, at);
        apart = between;
        return;
      }
      if (event.buttons) seek(at);
    }
    const scene = on(read().scenes, at);
    tip.textContent = [clock(at), scene?.title].filter(Boolean).join("  ");
    tip.hidden = false;
    const half = tip.offsetWidth / 2;
    tip.style.left = `${Math.min(wide - half - 4, Math.max(half + 4, x(at)))}px`;
  });
  for (const name of ["pointerup", "pointercancel"]) {
    slide.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  slide.addEventListener("pointerleave", () => {
    tip.hidden = true;
  });
  slide.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY / 240), time(event));
      else if (event.deltaX && to - from < long) view(from + (event.deltaX / wide) * (to - from), to - from);
      else return;
      event.preventDefault();
    },
    { passive: false },
  );
  slide.addEventListener("dblclick", (event) => zoom(0.4, time(event)));
  slide.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { scenes } = read();
    const next = scenes.find((each) => each.start > now + 500);
    const before = scenes.filter((each) => each.start < now - 1500).pop();
    const step = event.shiftKey ? 1000 : 5000;
    const target = {
      ArrowRight: now + step,
      ArrowUp: now + step,
      ArrowLeft: now - step,
      ArrowDown: now - step,
      PageDown: next ? next.start : long,
      PageUp: before ? before.start : 0,
      Home: 0,
      End: long,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(Math.min(long, Math.max(0, target)));
  });

  async function load() {
    if (!strip.dataset.bars) return;
    const answer = await fetch(strip.dataset.bars).catch(() => undefined);
    if (!answer?.ok) return; // the picture of the strip stays
    all = drawn(await answer.json());
    strip.classList.add("alive");
    ask();
  }
  load();

  return {
    zoom,
    load,
    figures: () => all,
    move(at, title) {
      const inside = now >= from && now <= to;
      now = at;
      if (inside && (at < from || at > to)) view(at - (to - from) * 0.1, to - from);
      slide.setAttribute("aria-valuenow", String(Math.round(at / 1000)));
      slide.setAttribute("aria-valuetext", [clock(at), title].filter(Boolean).join(", "));
      ask();
    },
  };
}

