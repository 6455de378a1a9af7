// Names by keyboard. Each key presses a button that is on the page; without this file those still work.
const KEYS = { n: "n", i: "i", u: "u", z: "u" };
const list = () => document.querySelector("#names");
const rows = () => [...document.querySelectorAll(".unknown")];
let at = 0;
let isLinking = false;
let isBusy = false;

function mark(index, focus = true) {
  const all = rows();
  at = Math.max(0, Math.min(all.length - 1, index));
  isLinking = false;
  all.forEach((row, place) => {
    if (place === at) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  });
  if (focus) all[at]?.focus();
  if (focus) all[at]?.scrollIntoView({ block: "nearest" });
}

function digit(key) {
  rows()[at]?.querySelector(`[data-digit="${key}"]`)?.click();
  isLinking = false;
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || "off" in list().dataset) return;
  const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo) return;
  if (event.key === "Escape") { isLinking = false; return; }
  const step = { j: 1, k: -1 }[event.key];
  if (step) return mark(at + step);
  const key = isUndo ? "u" : KEYS[event.key];
  const isDigit = isLinking && /^[1-5]$/.test(event.key);
  if (!key && !isDigit && event.key !== "l") return;
  event.preventDefault();
  // A key that is held down counts once, and none counts while an answer is on its way.
  if (event.repeat || isBusy) return;
  if (isDigit) return digit(event.key);
  if (event.key === "l") {
    isLinking = true;
    rows()[at]?.querySelector("[data-digit]")?.focus();
    return;
  }
  const place = key === "u" ? list() : rows()[at];
  place?.querySelector(`[data-key="${key}"]`)?.click();
});

// Whatever has the focus is the name in hand, so that a key never decides about another than is shown.
document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".unknown");
  if (row && rows().indexOf(row) !== at) mark(rows().indexOf(row), false);
});

document.addEventListener("htmx:beforeRequest", () => { isBusy = true; });
document.addEventListener("htmx:afterRequest", ({ detail }) => { if (!detail.successful) isBusy = false; });
document.addEventListener("htmx:afterSettle", () => {
  isBusy = false;
  mark(at, !list().querySelector("[role=alert]"));
  list().querySelector("[role=alert]")?.focus();
});
mark(0, false);
