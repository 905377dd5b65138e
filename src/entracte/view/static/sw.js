// Keeps the pages one has opened, so that they can be read without a network. The film itself, its
// stretches and the stream of events go past it untouched.
const EDITION = new URL(self.location).searchParams.get("v") || "0";
const FILES = `files-${EDITION}`; // what changes only with the app
const PAGES = "pages-1"; // what one has read
const LARGE = 400; // pictures and pages kept at most
const PAST = /^\/(api\/(events|jobs|players|find|me|pair|sign|devices)|signin|pair|film\/[^/]+\/(video|play)\b)/;

const plain = (address) => {
  const url = new URL(address, self.location);
  if (!url.pathname.endsWith(".svg") && !url.pathname.endsWith(".css")) url.search = "";
  url.hash = "";
  return url.href;
};

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(PAGES)
      .then((cache) => cache.add("/offline"))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("files-") && name !== FILES;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function put(request, answer) {
  if (!answer.ok || answer.redirected) return;
  const path = new URL(request.url || request, self.location).pathname;
  const cache = await caches.open(path.startsWith("/static/") ? FILES : PAGES);
  await cache.put(plain(request.url || request), answer);
  if (path.startsWith("/static/")) return;
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - LARGE))) {
    if (!key.url.endsWith("/offline")) await cache.delete(key);
  }
}

// Fresh when somebody answers, as kept when nobody does.
async function fresh(request) {
  try {
    const answer = await fetch(request);
    put(request, answer.clone());
    return answer;
  } catch (wrong) {
    const held = await caches.match(plain(request.url));
    if (held) return held;
    if (request.mode !== "navigate") throw wrong;
    return (await caches.match(plain("/offline"))) || Response.error();
  }
}

// Kept for good: addresses that change when their content does.
async function held(request) {
  const found = await caches.match(plain(request.url));
  if (found) return found;
  const answer = await fetch(request);
  put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.headers.has("range") || PAST.test(url.pathname)) return;
  const lasting = url.pathname.startsWith("/static/") || url.pathname.endsWith(".jpg") || url.searchParams.has("v");
  event.respondWith(lasting ? held(request) : fresh(request));
});

self.addEventListener("message", (event) => {
  const { keep, forget } = event.data || {};
  if (keep) {
    event.waitUntil(
      Promise.all(
        [...new Set(keep)].slice(0, LARGE).map(async (address) => {
          if (new URL(address, self.location).origin !== self.location.origin) return;
          if (await caches.match(plain(address))) return;
          await put(address, await fetch(address));
        }),
      ).catch(() => {}),
    );
  }
  if (forget) {
    event.waitUntil(
      caches.open(PAGES).then(async (cache) => {
        for (const key of await cache.keys()) {
          const { pathname } = new URL(key.url);
          const api = forget.replace(/^\/film\//, "/api/film/");
          if (pathname === forget || pathname.startsWith(`${forget}/`) || pathname.startsWith(api)) {
            await cache.delete(key);
          }
        }
      }),
    );
  }
});
