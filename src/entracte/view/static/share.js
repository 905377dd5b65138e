// Sharing: a quote with its citation, a still, a quote card, a short clip; all made on this machine.
import { ask, film } from "./ask.js";
import { FORMS } from "./cite.js";
import { renewed } from "./live.js";
import { open, toast } from "./open.js";
import { _, clock } from "./words.js";

const MARGIN = 72;
const CLIP = 700; // ms before and after the words

function quoteOf(figure) {
  const turns = [...figure.querySelectorAll("dl > div")];
  const text = (node) => node.firstChild.textContent.trim();
  const time = figure.querySelector("a.t[data-t]");
  const data = document.body.dataset;
  return {
    words: turns.length
      ? turns.map((turn) => `${turn.querySelector("dt").textContent.trim()}: ${text(turn.querySelector("dd"))}`)
      : [figure.querySelector(".said").textContent.trim()],
    speaker: turns.length ? "" : (figure.querySelector("figcaption").firstChild?.textContent || "").trim(),
    at: time ? +time.dataset.t : undefined,
    film: { title: data.title, year: data.year, makers: data.makers },
  };
}

async function copy(text, field) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  field.select(); // without https browsers have only this
  if (!document.execCommand("copy")) throw new Error(_("Select the text and copy it by hand."));
  return undefined;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function wrapped(pen, text, wide) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= wide || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// The card: the words large, in the film's colours, its strip along the foot.
async function card(canvas, quote, figures) {
  await document.fonts.load('italic 300 64px "Newsreader Display"');
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const pen = canvas.getContext("2d");
  const { width, height } = canvas;
  pen.fillStyle = colour("bg");
  pen.fillRect(0, 0, width, height);
  const foot = figures ? 26 : 0;
  if (figures) {
    const long = figures.shots.at(-1)?.end || 1;
    for (const shot of figures.shots) {
      pen.fillStyle = shot.colour;
      const left = (shot.start / long) * width;
      pen.fillRect(left, height - foot, (shot.end / long) * width - left + 0.6, foot);
    }
  }
  let size = 84;
  let lines;
  do {
    size -= 4;
    pen.font = `italic 300 ${size}px "Newsreader Display", Newsreader, serif`;
    lines = quote.words.flatMap((each) => wrapped(pen, each, width - 2 * MARGIN));
  } while (size > 24 && lines.length * size * 1.14 > height - foot - 2 * MARGIN - 70);
  pen.fillStyle = colour("ink");
  pen.textBaseline = "top";
  lines.forEach((line, i) => pen.fillText(line, MARGIN, MARGIN + i * size * 1.14));
  const at = quote.at === undefined ? "" : clock(quote.at);
  const { title, year } = quote.film;
  pen.fillStyle = colour("dim");
  pen.font = '500 26px Inter, "Inter Fallback", sans-serif';
  const source = [quote.speaker, year ? `${title} (${year})` : title, at].filter(Boolean).join("  ·  ");
  pen.fillText(source, MARGIN, height - foot - 62, width - 2 * MARGIN);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// A stretch of the film around these words, cut where it can be cut without making it anew.
async function clip(from, to) {
  const { copies } = await ask(`${film()}/play`);
  if (!copies.length) throw new Error(_("No clip can be made of this film."));
  const { starts, init, segment } = copies[0];
  const first = Math.max(0, starts.findLastIndex((start) => start <= from - CLIP));
  const last = starts.findLastIndex((start) => start < to + CLIP);
  const parts = [init];
  for (let n = first; n <= last; n += 1) parts.push(segment.replace("{n}", n));
  const data = [];
  for (const part of parts) {
    const answer = await fetch(part);
    if (!answer.ok) throw new Error(_("That did not work."));
    data.push(await answer.arrayBuffer());
  }
  return new Blob(data, { type: "video/mp4" });
}

export function share(screen) {
  const lineAt = (at) => screen.read().lines.find((each) => each.start === at)?.end ?? at + 4000;


  function show(figure) {
    const quote = quoteOf(figure);
    const name = (ending) => `${document.body.dataset.film}${quote.at === undefined ? "" : `-${clock(quote.at).replaceAll(":", ".")}`}.${ending}`;
    const box = open("share", async (pressed, fields) => {
      if (pressed === "copy") {
        await copy(field.value, field);
        toast(_("Copied."));
        return true;
      }
      if (pressed === "card") {
        const canvas = box.querySelector("canvas");
        canvas.hidden = false;
        save(await card(canvas, quote, screen?.strip?.figures()), name("png"));
      } else if (pressed === "still") {
        const { shot } = await ask(`${film()}/now?t=${quote.at}`);
        if (!shot?.still) throw new Error(_("There is no still of this moment."));
        save(await (await fetch(shot.still)).blob(), name("jpg"));
      } else if (pressed === "clip") {
        save(await clip(quote.at, lineAt(quote.at)), name("mp4"));
      } else return pressed === "close" || fields === undefined;
      return false;
    });
    const field = box.querySelector(".cited-as");
    const form = box.querySelector("form");
    const fill = () => (field.value = FORMS[form.elements.form.value](quote));
    form.onchange = fill;
    form.elements.form.value = "plain";
    box.querySelector("canvas").hidden = true;
    for (const part of ["still", "clip"]) {
      box.querySelector(`[value=${part}]`).hidden = quote.at === undefined || (part === "clip" && !screen?.video);
    }
    fill();
  }

  function buttons() {
    for (const caption of document.querySelectorAll(".quote figcaption, .exchange figcaption")) {
      if (caption.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "share";
      button.textContent = _("Share");
      const words = caption.parentElement.querySelector(".said, dd")?.firstChild?.textContent?.trim() || "";
      button.setAttribute("aria-label", _("Share: {words}", { words: words.slice(0, 60) }));
      button.addEventListener("click", () => show(caption.closest("figure")));
      caption.append(" ", button);
    }
  }
  renewed(buttons);
  buttons();
}
