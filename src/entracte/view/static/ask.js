// Asks the app for JSON. What goes wrong comes back as one sentence to show.
import { _ } from "./words.js";

export async function ask(address, method = "GET", body = undefined, signal = undefined) {
  let answer;
  try {
    answer = await fetch(address, {
      method,
      signal,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (wrong) {
    if (wrong.name === "AbortError") throw wrong;
    throw new Error(_("The machine with your films cannot be reached."), { cause: wrong });
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  throw new Error([said.what, said.do].filter(Boolean).join(" ") || _("That did not work."));
}

export const film = () => document.body.dataset.api;
