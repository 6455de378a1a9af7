// The desk by keyboard. Each key presses a button or link that is on the page; without this file those still work.
const KEYS = { c: "c", a: "c", r: "r", u: "u", z: "u", v: "v" };
const storage = "carousel.desk.keys";
const dialog = document.querySelector("#keys");
const keysOn = document.querySelector("#keys-on");
const pane = () => document.querySelector("#pane");
let isBusy = false;
let fading = 0;

try {
  keysOn.checked = localStorage.getItem(storage) !== "off";
} catch { /* storage is off: keys are on */ }
keysOn.addEventListener("change", () => {
  try {
    localStorage.setItem(storage, keysOn.checked ? "on" : "off");
  } catch { /* the choice lasts as long as the page */ }
});

function showKeys() {
  for (const line of dialog.querySelectorAll("[data-needs]")) {
    line.hidden = !document.querySelector(`[data-key="${line.dataset.needs}"]`);
  }
  dialog.showModal();
}

function closeReasons() {
  const reject = document.querySelector("details.reject[open]");
  if (!reject) return;
  reject.open = false;
  reject.querySelector("summary").focus();
}

// Next and previous count from the item in the pane, so that a key never decides something else than is shown.
function walk(step) {
  const links = [...document.querySelectorAll(".queue .item a")];
  const at = links.findIndex((link) => link.closest("[aria-current]"));
  const next = links[Math.max(0, Math.min(links.length - 1, at + step))];
  if (!next || (at >= 0 && links[at] === next)) return;
  mark(next.closest(".item"));
  next.focus();
  next.click();
}

function mark(item) {
  for (const other of document.querySelectorAll(".queue .item[aria-current]")) other.removeAttribute("aria-current");
  item?.setAttribute("aria-current", "true");
  item?.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const control = document.querySelector(`[data-key="${key}"]`);
  if (!control || control.disabled) return;
  control.click();
  if (key === "r") control.closest("details").querySelector(".reasons button")?.focus();
}

document.addEventListener("keydown", (event) => {
  const inField = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape") {
    if (inField) event.target.blur();
    else if (!dialog.open) closeReasons();
    return;
  }
  const isUndo = event.ctrlKey && event.key.toLowerCase() === "z" && !event.shiftKey && !event.altKey;
  if (inField || dialog.open || !keysOn.checked) return;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isUndo) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step) return walk(step);
  if (event.key === "?") return showKeys();
  if (event.key === "Enter" && event.target === document.body) return pane()?.querySelector("h2")?.focus();
  const reason = document.querySelector(`details.reject[open] [data-reason="${event.key}"]`);
  const key = isUndo ? "u" : KEYS[event.key];
  if (!reason && !key) return;
  event.preventDefault();
  // A key that is held down counts once, and none counts while an answer is on its way.
  if (event.repeat || isBusy) return;
  if (reason) reason.click();
  else press(key);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) showKeys();
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  isBusy = isBusy || detail.target?.id === "pane";
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful && !detail.xhr?.status) isBusy = false;
});
document.addEventListener("htmx:responseError", () => { isBusy = false; });
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "pane") return;
  isBusy = false;
  mark(document.querySelector(`#item-${pane()?.dataset.item}`));
  pane()?.querySelector("[role=alert], h2")?.focus({ preventScroll: innerWidth >= 960 });
  clearTimeout(fading);
  fading = setTimeout(() => document.querySelector("#toast")?.replaceChildren(), 10000);
});
