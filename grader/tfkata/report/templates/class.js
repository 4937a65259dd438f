"use strict";
// Shows, sorts and filters the learners; sorts the other tables. Text goes in as text, never as markup.
(() => {
  const STEP = 100;
  const data = JSON.parse(document.getElementById("data").textContent);
  const ID = 0, NAME = 1, SECTION = 2, LINK = 3, POINTS = 4, POSSIBLE = 5, OUTCOME = 6, SECONDS = 7, CELLS = 8, CODES = 9;
  const by = (id) => document.getElementById(id);
  const body = document.querySelector("#class tbody");
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const share = (row) => (row[POSSIBLE] ? row[POINTS] / row[POSSIBLE] : 0);
  const KEYS = {
    name: (row) => row[NAME] || row[ID], section: (row) => row[SECTION], outcome: (row) => row[OUTCOME],
    points: (row) => row[POINTS], percent: share, codes: (row) => row[CODES].length, seconds: (row) => row[SECONDS],
  };
  const sought = data.rows.map((row) => `${row[ID]}\n${row[NAME]}\n${row[SECTION]}`.toLowerCase());
  let order = data.rows.map((_, at) => at);
  let visible = order;
  let shown = 0;

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const badge = (outcome) => {
    const [kind, words, mark] = data.outcomes[outcome];
    const made = element("span", words, `badge ${kind}`);
    made.dataset.mark = mark;
    return made;
  };

  const strip = (cells) => {
    const made = element("span", undefined, "strip");
    let passed = 0;
    cells.forEach((cell, at) => {
      const box = element("i", undefined, cell ? data.outcomes[cell[1]][0] : "absent");
      const [id, possible] = data.exercises[at];
      if (cell) box.title = `${id}: ${data.outcomes[cell[1]][1]}, ${cell[0]} of ${possible}`;
      passed += cell && cell[1] === 0 ? 1 : 0;
      made.append(box);
    });
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", `${passed} of ${cells.filter(Boolean).length} passed`);
    return made;
  };

  const line = (row) => {
    const made = document.createElement("tr");
    const who = document.createElement("th");
    who.scope = "row";
    const name = element("bdi", row[NAME] || row[ID]);
    if (row[LINK]) {
      const link = document.createElement("a");
      link.href = row[LINK];
      link.append(name);
      who.append(link);
    } else {
      who.append(name);
    }
    if (row[NAME]) who.append(" ", element("bdi", row[ID], "dim small mono"));
    const section = document.createElement("td");
    section.append(element("bdi", row[SECTION]));
    const outcome = document.createElement("td");
    outcome.append(badge(row[OUTCOME]));
    const exercises = document.createElement("td");
    exercises.append(strip(row[CELLS]));
    made.append(
      who, section, outcome,
      element("td", `${row[POINTS]} / ${row[POSSIBLE]}`, "number"),
      element("td", `${Math.floor(100 * share(row) + 1e-9)} %`, "number"),
      exercises, element("td", row[CODES].length, "number"), element("td", row[SECONDS].toFixed(1), "number"),
    );
    return made;
  };

  const extend = (most) => {
    const until = Math.min(visible.length, shown + most);
    const lines = document.createDocumentFragment();
    for (; shown < until; shown += 1) lines.append(line(data.rows[visible[shown]]));
    body.append(lines);
    by("more").hidden = shown >= visible.length;
  };

  const fits = (at) => {
    const row = data.rows[at];
    const value = (id) => (by(id) ? by(id).value : "");
    if (value("section") && row[SECTION] !== value("section")) return false;
    if (value("code") && !row[CODES].includes(Number(value("code")))) return false;
    const cell = value("exercise") ? row[CELLS][Number(value("exercise"))] : [0, row[OUTCOME]];
    if (!cell || (value("outcome") && cell[1] !== Number(value("outcome")))) return false;
    const words = by("search").value.toLowerCase().split(/\s+/);
    return words.every((word) => sought[at].includes(word));
  };

  const refresh = () => {
    visible = order.filter(fits);
    shown = 0;
    body.replaceChildren();
    extend(STEP);
    const all = data.rows.length.toLocaleString("en") + (data.rows.length === 1 ? " learner" : " learners");
    const kept = visible.length.toLocaleString("en");
    by("shown").textContent = visible.length === data.rows.length ? all : `${kept} of ${all}`;
  };

  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));

  // Numbers begin with the largest, texts with the first of the alphabet.
  const turned = (heading, numbers) => {
    const now = heading.getAttribute("aria-sort");
    const next = now === "none" ? (numbers ? "descending" : "ascending") : now === "ascending" ? "descending" : "ascending";
    heading.parentElement.querySelectorAll("[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", next);
    return next === "ascending" ? 1 : -1;
  };

  document.querySelectorAll("#class thead button").forEach((button) => {
    button.addEventListener("click", () => {
      const key = KEYS[button.dataset.kind];
      const heading = button.parentElement;
      const direction = turned(heading, heading.classList.contains("number"));
      const keys = data.rows.map(key);
      order = order.slice().sort((a, b) => direction * compare(keys[a], keys[b]) || a - b);
      refresh();
    });
  });

  document.querySelectorAll("table.sortable thead button").forEach((button) => {
    button.addEventListener("click", () => {
      const heading = button.parentElement;
      const direction = turned(heading, heading.classList.contains("number"));
      const rows = heading.closest("table").tBodies[0];
      const column = heading.cellIndex;
      const value = (row) => {
        const text = row.cells[column].dataset.value;
        return heading.classList.contains("number") ? Number(text) : text;
      };
      rows.append(...[...rows.rows].sort((a, b) => direction * compare(value(a), value(b))));
    });
  });

  document.querySelectorAll("[data-code]").forEach((button) => {
    button.addEventListener("click", () => {
      by("code").value = button.dataset.code;
      refresh();
      by("learners").scrollIntoView();
      by("code").focus({ preventScroll: true });
    });
  });

  by("filters").addEventListener("input", refresh);
  by("filters").addEventListener("submit", (event) => event.preventDefault());
  by("filters").addEventListener("reset", () => setTimeout(refresh));
  by("more").addEventListener("click", () => extend(STEP));
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && extend(STEP), { rootMargin: "400px" }).observe(by("more"));
  addEventListener("beforeprint", () => extend(data.rows.length));
  refresh();
})();
