// Films that browsers cannot play as they are: their exact segments, fed to the player as needed.
import { ask, film } from "./ask.js";
import { _ } from "./words.js";

const AHEAD = 40; // seconds kept ready before the moment shown
const BEHIND = 90; // and after it, before they are let go
const GAP = 0.1; // seconds without picture that are stepped over

export async function fill(video) {
  const way = await ask(`${film()}/play`);
  for (const button of document.querySelectorAll("[data-do=mpv]")) button.hidden = !way.mpv;
  if (way.way === "none" || (way.way === "file" && video.canPlayType(way.type))) return;
  const Source = window.ManagedMediaSource || window.MediaSource;
  const copy = way.copies.find((each) => Source?.isTypeSupported(each.type)) || way.copies[0];
  const says = video.closest(".screen").querySelector(".trouble");
  if (!copy) return;
  if (says) says.hidden = true;
  if (!Source?.isTypeSupported(copy.type)) {
    if (video.canPlayType("application/vnd.apple.mpegurl")) video.src = copy.playlist;
    else if (says) says.hidden = false;
    return;
  }
  const media = new Source();
  if (window.ManagedMediaSource) video.disableRemotePlayback = true;
  const asked = video.currentTime || Number(new URLSearchParams(location.search).get("t")) || 0;
  video.src = URL.createObjectURL(media);
  await new Promise((ready) => media.addEventListener("sourceopen", ready, { once: true }));
  URL.revokeObjectURL(video.src);
  media.duration = copy.duration / 1000;
  const buffer = media.addSourceBuffer(copy.type);
  buffer.timestampOffset = -(copy.offset || 0) / 1000;
  const starts = copy.starts.map((ms) => ms / 1000);
  const end = (n) => starts[n + 1] ?? copy.duration / 1000;
  const bytes = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.arrayBuffer();
  };
  const settled = () =>
    buffer.updating
      ? new Promise((done) => buffer.addEventListener("updateend", done, { once: true }))
      : Promise.resolve();
  const put = async (data) => {
    await settled();
    buffer.appendBuffer(data);
    await settled();
  };
  await put(await bytes(copy.init));
  if (asked) video.currentTime = asked;

  const holds = (time) => {
    for (let i = 0; i < video.buffered.length; i += 1) {
      if (video.buffered.start(i) <= time + GAP && time < video.buffered.end(i) - GAP) return i;
    }
    return -1;
  };
  // The first segment that is wanted and not there; -1 when enough is. One that was just put, and
  // ends a breath after the moment sought, does not hold it: then the next one is wanted.
  function wanted() {
    let time = video.currentTime;
    while (time < Math.min(video.currentTime + AHEAD, media.duration - GAP)) {
      const range = holds(time);
      if (range < 0) {
        let next = starts.findIndex((start, n) => start <= time + 1e-3 && time < end(n));
        if (next < 0) next = starts.length - 1;
        while (here.has(next)) next += 1;
        return next < starts.length && starts[next] < video.currentTime + AHEAD ? next : -1;
      }
      time = video.buffered.end(range);
    }
    return -1;
  }
  let busy = false;
  const here = new Set(); // what was put since the last jump; what was put before may be gone again
  video.addEventListener("seeking", () => here.clear());
  async function feed() {
    if (busy) return;
    busy = true;
    try {
      for (let n = wanted(); n >= 0; n = wanted()) {
        here.add(n);
        await put(await bytes(copy.segment.replace("{n}", n)));
        // A segment may begin a breath after the moment sought: step into it.
        const range = holds(video.currentTime);
        const start = range >= 0 ? video.buffered.start(range) : 0;
        if (range >= 0 && start > video.currentTime) video.currentTime = start + 1e-3;
        const old = video.currentTime - BEHIND;
        if (old > 0 && video.buffered.length && video.buffered.start(0) < old - 30) {
          await settled();
          buffer.remove(0, old);
          await settled();
        }
      }
      const last = video.buffered.length - 1;
      const whole = last >= 0 && video.buffered.end(last) >= media.duration - 0.5;
      if (whole && media.readyState === "open" && !buffer.updating) media.endOfStream();
    } catch (wrong) {
      if (says) {
        says.hidden = false;
        says.textContent = _("This part of the film could not be made ready.");
      }
      console.warn(wrong);
    } finally {
      busy = false;
    }
  }
  for (const name of ["seeking", "timeupdate", "waiting"]) video.addEventListener(name, feed);
  await feed();
}
