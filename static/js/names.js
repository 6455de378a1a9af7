// Names by keyboard. Each key presses a button that is on the page; without this file those still work.
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

const find = (key) => (key === "u" ? list() : rows()[at])?.querySelector(`[data-key="${key}"]`);

// What the help lists.
function isValid(key) {
  if (key === "?") return true;
  if (key === "j" || key === "k") return rows().length > 1;
  return Boolean(key === "l" ? rows()[at]?.querySelector("[data-digit]") : find(key));
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || dialog.open || event.altKey) return;
  const isCommand = event.ctrlKey || event.metaKey;
  const isUndo = isCommand && event.key.toLowerCase() === "z" && !event.shiftKey;
  if (isCommand ? !isUndo : !isOn) return;
  if (event.key === "Escape") { isLinking = false; return; }
  const key = isUndo ? "u" : event.key.length > 1 ? "" : keyOf(event);
  const isDigit = isLinking && /^[1-5]$/.test(event.key);
  if (!key && !isDigit) return;
  event.preventDefault();
  if (key === "j" || key === "k") return mark(at + (key === "j" ? 1 : -1));
  // A key that is held down counts once, and none counts while an answer is on its way.
  if (event.repeat || isBusy) return;
  if (isDigit) return digit(event.key);
  if (key === "?") return showKeys();
  if (key === "l") {
    isLinking = true;
    rows()[at]?.querySelector("[data-digit]")?.focus();
    return;
  }
  find(key)?.click();
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
  nameKeys(list());
  mark(at, !list().querySelector("[role=alert]"));
  list().querySelector("[role=alert], [data-sure]")?.focus();
});
nameKeys(list());
mark(0, false);
