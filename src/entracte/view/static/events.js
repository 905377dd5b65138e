// What happens elsewhere: jobs that move on, pages made again, films that play. One line a window,
// and none while nobody looks at it, for a browser has few to give.
const heard = new Map();
let line;
let apart = 0; // the server's clock minus ours

export const serverTime = () => Date.now() + apart;

export function listen(sort, act) {
  heard.set(sort, [...(heard.get(sort) || []), act]);
  if (line) line.addEventListener(sort, told);
  else connect();
}

function told(event) {
  let said;
  try {
    said = JSON.parse(event.data);
  } catch {
    return; // not ours
  }
  if (event.type === "hello") apart = said.now - Date.now();
  for (const act of heard.get(event.type) || []) act(said);
}

function connect() {
  if (line || document.hidden || !heard.size || !("EventSource" in window)) return;
  line = new EventSource("/api/events");
  line.addEventListener("hello", told);
  for (const sort of heard.keys()) line.addEventListener(sort, told);
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    line?.close();
    line = undefined;
  } else connect();
});
addEventListener("pagehide", () => line?.close());
