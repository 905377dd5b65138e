// What is on at a moment of the film, read from the page itself: it works without a network too.
import { _, clock, fromClock, last, on, place } from "./words.js";

const text = (node) => (node ? node.textContent.trim() : "");
const title = (node) => text(node.querySelector("h3 .said") || node.querySelector("h3"));

function spans(selector) {
  return [...document.querySelectorAll(selector)]
    .map((node) => ({
      node,
      start: +node.dataset.a,
      end: +node.dataset.b,
      title: title(node),
      people: node.dataset.people || "",
    }))
    .sort((a, b) => a.start - b.start);
}

function lines() {
  let speaker = "";
  return [...document.querySelectorAll(".group li")].map((node) => {
    const [after, long] = node.dataset.t.split(",").map(Number);
    const link = node.firstElementChild;
    const start = fromClock(link.textContent) + after * 10;
    link.href = `#${node.id}`;
    link.dataset.t = start;
    speaker = text(node.querySelector("b")) || (node.previousElementSibling ? speaker : "");
    return { node, start, end: start + long * 100, speaker, words: text(node.querySelector("q")) };
  });
}

export function collect() {
  return {
    lines: lines(),
    scenes: spans(".card[data-a]"),
    cues: spans(".cues li[data-a]"),
    works: spans(".work[data-a]"),
  };
}

// The marks of evidence that stand with these words on the page.
function marks(node, most = 3) {
  const found = node?.querySelectorAll("h3 .chips a, .when a, .eyebrow .chips a") || [];
  const seen = new Set();
  return [...found]
    .filter((link) => !seen.has(link.textContent) && seen.add(link.textContent))
    .slice(0, most)
    .map((link) => link.cloneNode(true));
}

// A mark for a moment at which a line is heard.
function heardAt(line) {
  const link = document.createElement("a");
  link.className = "t";
  link.href = `#${line.node.id}`;
  link.dataset.t = line.start;
  link.textContent = clock(line.start);
  return link;
}

// Who is in this scene: whom the page names, and who speaks in it.
function people(scene, all) {
  const first = new Map();
  for (const line of all) {
    if (line.start >= scene.end) break;
    if (line.start >= scene.start && line.speaker && !first.has(line.speaker)) {
      first.set(line.speaker, line);
    }
  }
  const more = [...first.keys()].filter((name) => !scene.people.includes(name));
  const links = scene.people ? marks(scene.node, 1) : [];
  const names = [scene.people, ...more].filter(Boolean).join(", ");
  return [names, [...links, ...more.slice(0, 4).map((name) => heardAt(first.get(name)))]];
}

export function panel(root, read) {
  const part = (name) => root.querySelector(`.now-${name}`);
  let lit;
  let shown = "";

  function more(rows) {
    part("more").replaceChildren(
      ...rows.flatMap(([name, value, links]) => {
        if (!value) return [];
        const dt = document.createElement("dt");
        const dd = document.createElement("dd");
        dt.textContent = name;
        dd.append(value, " ", ...links);
        return [dt, dd];
      }),
    );
  }

  return {
    forget() {
      shown = "";
      lit = undefined;
    },
    // Returns the line and the scene that are on.
    show(at) {
      const { lines: all, scenes, cues, works } = read();
      const line = last(all, at);
      const heard = line && at < line.end + 1500 ? line : undefined;
      const next = scenes[place(scenes, at)];
      const [scene, work, cue] = [on(scenes, at), on(works, at), on(cues, at)];
      part("time").textContent = clock(at);
      const key = [scene?.start, heard?.start, work?.start, cue?.start, next?.start].join();
      if (key === shown) return { line: heard, scene };
      shown = key;
      part("scene").replaceChildren(
        ...(scene ? [scene.title, " ", ...marks(scene.node, 2)] : []),
      );
      part("line").classList.toggle("none", !heard);
      part("speaker").textContent = heard?.speaker || "";
      part("words").replaceChildren(...(heard ? [heard.words, " ", heardAt(heard)] : []));
      const by = cue ? text(cue.node.querySelector(".by .said")) : "";
      more([
        [_("In this scene"), ...(scene ? people(scene, all) : ["", []])],
        [_("You hear"), cue ? [cue.title, by].filter(Boolean).join(", ") : "", marks(cue?.node)],
        [_("A work within"), work?.title, marks(work?.node)],
        [_("Next scene"), scene ? "" : next?.title, marks(next?.node, 1)],
      ]);
      if (lit !== heard?.node) {
        lit?.classList.remove("on");
        lit?.removeAttribute("aria-current");
        lit = heard?.node;
        lit?.classList.add("on");
        lit?.setAttribute("aria-current", "true");
      }
      return { line: heard, scene };
    },
  };
}
