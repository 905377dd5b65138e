// Installed, and read without a network: what has been opened stays on this device.
import { _ } from "./words.js";

const home = "serviceWorker" in navigator;
let installing;

// Nothing of this film stays here: what may be shown of it has changed.
export async function forget() {
  if (!home || !navigator.serviceWorker.controller) return;
  navigator.serviceWorker.controller.postMessage({ forget: location.pathname });
}

function keep() {
  const here = [...document.querySelectorAll("main img")].map((image) => image.currentSrc || image.src);
  const bars = document.querySelector(".strip")?.dataset.bars;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const wanted = [location.pathname, ...here, ...(bars ? [bars] : []), ...files.filter((name) => /\/static\/|theme\.css|\.woff2/.test(name))];
  navigator.serviceWorker.ready.then((worker) => worker.active?.postMessage({ keep: wanted }));
}

export async function offline(edition) {
  const note = document.querySelector(".offline-note");
  if (!home || !isSecureContext) {
    if (note) {
      note.textContent = _("Installing, reading without a network and copying with one press need https, or this machine itself.");
      note.hidden = false;
    }
    return;
  }
  await navigator.serviceWorker.register(`/sw.js?v=${edition}`);
  addEventListener("load", () => setTimeout(keep, 400), { once: true });
  if (document.readyState === "complete") setTimeout(keep, 400);
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installing = event;
  for (const button of document.querySelectorAll("[data-do=install]")) button.hidden = false;
});
export const install = () => installing?.prompt();

// The pages on this device, where nobody answers.
export async function kept(list) {
  const names = await caches.keys();
  for (const name of names.filter((each) => each.startsWith("pages-"))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (!/^\/film\/[^/]+$/.test(path)) continue;
      const text = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(text, "text/html").title;
      const item = document.createElement("li");
      const link = document.createElement("a");
      item.className = "spine";
      link.href = path;
      link.textContent = title;
      const head = document.createElement("h2");
      head.append(link);
      item.append(head);
      list.append(item);
    }
  }
}
