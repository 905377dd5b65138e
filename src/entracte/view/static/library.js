// The shelf: films being added, with how far each is, and more films as one scrolls.
import { ask } from "./ask.js";
import { listen } from "./live.js";
import { dialog, open, toast } from "./open.js";
import { _ } from "./words.js";

const LARGEST = 8 * 1024 * 1024; // bytes of texts dropped at once

async function texts(files) {
  if ([...files].reduce((sum, file) => sum + file.size, 0) > LARGEST) {
    throw new Error(_("These texts are too large together; 8 MB is the most."));
  }
  return Promise.all(
    [...files].map(
      (file) =>
        new Promise((done, failed) => {
          const reader = new FileReader();
          reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] || "" });
          reader.onerror = () => failed(new Error(_("{file} could not be read.", { file: file.name })));
          reader.readAsDataURL(file);
        }),
    ),
  );
}

// More texts on the film whose page this is.
export async function addTexts(address) {
  const chosen = document.createElement("input");
  chosen.type = "file";
  chosen.multiple = true;
  chosen.addEventListener("change", async () => {
    try {
      await ask(`${address}/texts`, "POST", { texts: await texts(chosen.files) });
      toast(_("The page is being made again with these texts."));
    } catch (wrong) {
      toast(wrong.message);
    }
  });
  chosen.click();
}

const STATES = {
  waiting: _("waiting"),
  running: _("being added"),
  done: _("done"),
  failed: _("did not work"),
  stopped: _("stopped"),
};

function row(job) {
  const item = document.createElement("li");
  item.id = `job-${job.id}`;
  const name = document.createElement("p");
  const bar = document.createElement("progress");
  const says = document.createElement("p");
  const stop = document.createElement("button");
  bar.max = 1;
  bar.setAttribute("aria-label", job.name);
  says.className = "why";
  stop.type = "button";
  stop.className = "button quiet small";
  stop.textContent = _("Stop");
  stop.addEventListener("click", () => ask(`/api/jobs/${job.id}`, "DELETE").catch(() => {}));
  item.append(name, bar, says, stop);
  item.update = (now) => {
    name.textContent = now.name;
    bar.value = now.state === "done" ? 1 : now.done || 0;
    bar.hidden = now.state === "failed" || now.state === "stopped";
    says.textContent = [STATES[now.state] || now.state, now.state === "running" ? now.step : "", now.says]
      .filter(Boolean)
      .join(" · ");
    stop.hidden = now.state !== "running" && now.state !== "waiting";
  };
  return item;
}

export function library() {
  const section = document.getElementById("jobs");
  const list = section.querySelector("ul");
  const rows = new Map();

  async function films() {
    const answer = await fetch(location.href, { headers: { "cache-control": "no-cache" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of [".spines", ".counted", ".empty-shelf"]) {
      const [old, now] = [document.querySelector(name), fresh.querySelector(name)];
      if (old && now) old.replaceWith(document.importNode(now, true));
      else if (now) document.getElementById("main").append(document.importNode(now, true));
      else old?.remove();
    }
  }
  function show(job) {
    if (job.sort && job.sort !== "add" && job.sort !== "texts") return;
    let item = rows.get(job.id);
    const over = job.state === "done" || job.state === "stopped";
    if (!item && over) return;
    if (!item) {
      item = row(job);
      rows.set(job.id, item);
      list.append(item);
    }
    item.update(job);
    section.hidden = false;
    if (over) {
      setTimeout(() => {
        item.remove();
        rows.delete(job.id);
        section.hidden = !rows.size;
      }, 4000);
      if (job.state === "done") films();
    }
  }
  listen("job", show);
  listen("page", films);
  ask("/api/jobs")
    .then(({ jobs, may_add }) => {
      jobs.forEach(show);
      for (const button of document.querySelectorAll("[data-do=add]")) button.hidden = !may_add;
    })
    .catch(() => {});

  // Leaves of a large shelf come as one nears the end of what is there.
  const watch = new IntersectionObserver(async ([seen]) => {
    if (!seen.isIntersecting) return;
    const link = seen.target;
    watch.unobserve(link);
    const answer = await fetch(link.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector(".spines").append(...fresh.querySelectorAll(".spines > .spine"));
    const more = fresh.querySelector(".more-films");
    if (more) {
      link.href = more.getAttribute("href");
      watch.observe(link);
    } else link.parentElement.remove();
  }, { rootMargin: "800px" });
  const more = document.querySelector(".more-films");
  if (more) watch.observe(more);

  const box = dialog("add");
  const field = box.querySelector("#a-files");
  const drop = box.querySelector(".drop");
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (name === "dragover") {
        drop.classList.add("over");
        return;
      }
      drop.classList.remove("over");
      if (!box.open) add();
      field.files = event.dataTransfer.files;
    });
  }
  function add() {
    open("add", async (pressed, fields) => {
      if (pressed === "path") {
        if (!fields.path.trim()) throw new Error(_("Write where the film lies."));
        await ask("/api/jobs", "POST", { path: fields.path.trim() });
      } else if (pressed === "texts") {
        if (!fields.name.trim()) throw new Error(_("Write the film’s title and year."));
        if (!field.files.length) throw new Error(_("Choose at least one text."));
        await ask("/api/jobs", "POST", { name: fields.name.trim(), texts: await texts(field.files) });
      }
      return true;
    });
  }
  return { add };
}
