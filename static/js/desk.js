// The desk by keyboard. Each key presses a button or link that is on the page; without this file those still work.
const chosen = document.querySelector("#chosen");
const count = document.querySelector("#chosen-count");
const wholePage = chosen.querySelector("[data-all]");
const allWord = count.firstChild.data;
const pane = () => document.querySelector("#pane");
const boxes = () => [...document.querySelectorAll(".queue .item input[name=item]:not(:disabled)")];
let isBusy = false;
let fading = 0;
let going = 0;
let lastBox = null;

// The box of the page ticks the others, so that what is decided meanwhile is not sent along.
wholePage.removeAttribute("name");

function tell() {
  const number = boxes().filter((box) => box.checked).length;
  const word = String(number || allWord);
  if (count.firstChild.data !== word) count.firstChild.data = word;
  count.lastChild.hidden = !number;
  wholePage.checked = number > 0 && number === boxes().length;
  wholePage.indeterminate = number > 0 && !wholePage.checked;
}

function clearChosen() {
  for (const box of chosen.elements) if (box.type === "checkbox") box.checked = false;
  tell();
}

const isSomethingChosen = () => Boolean(document.querySelector("input[name=item]:checked, [data-match]:checked"));
const isBatch = (control) => Boolean(control?.closest(".bulk"));

// What the help lists: whatever has a button now that would do something.
function isValid(key) {
  if (key === "x") return boxes().length > 0;
  const control = find(key);
  return Boolean(control) && (!isBatch(control) || isSomethingChosen());
}

const find = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

function closeAsks(focus) {
  for (const asks of document.querySelectorAll("details:is(.reject, .asks)[open]")) {
    asks.open = false;
    if (focus) asks.querySelector("summary").focus();
  }
}

// Next and previous count from the item in the pane: a key never decides something else than is shown.
function walk(step, isSelecting) {
  const links = [...document.querySelectorAll(".queue .item a")];
  const at = links.findIndex((link) => link.closest("[aria-current]"));
  const next = links[Math.max(0, Math.min(links.length - 1, at + step))];
  if (isSelecting) for (const link of [links[at], next]) if (link) choose(link.closest(".item"), true);
  if (!next || (at >= 0 && links[at] === next)) return;
  mark(next.closest(".item"));
  next.focus();
  next.click();
}

function choose(item, isWanted) {
  const box = item?.querySelector("input[name=item]:not(:disabled)");
  if (!box) return;
  box.checked = isWanted ?? !box.checked;
  lastBox = box;
  tell();
}

function mark(item) {
  for (const other of document.querySelectorAll(".queue .item[aria-current]")) other.removeAttribute("aria-current");
  item?.setAttribute("aria-current", "true");
  item?.scrollIntoView({ block: "nearest" });
}

function press(key) {
  if (key === "u" && undoInLine()) return;
  const control = find(key);
  if (!control || control.disabled || (isBatch(control) && !isSomethingChosen())) return;
  const asks = control.closest("summary")?.parentElement;
  if (asks && !asks.open) closeAsks();
  control.click();
  const first = asks?.open && asks.querySelector("input:not([type=hidden]), button:not([hidden]), .choices > a");
  if (asks) (first || control).focus();
}

function act(key, event) {
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1, event.shiftKey);
  // A key that is held down counts once, and none counts while an answer is on its way.
  if (event.repeat || isBusy) return;
  if (key === "?") return showKeys();
  if (key === "/") return document.querySelector("#desk-q")?.focus();
  if (key === "x") return choose(document.querySelector(".queue .item[aria-current]"));
  if (key === "g") going = event.timeStamp;
  else press(event.shiftKey && /[crs]/.test(key) ? key.toUpperCase() : key);
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  const inField = target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape") {
    if (inField) target.blur();
    else if (dialog.open) return;
    else if (document.querySelector("details:is(.reject, .asks)[open]")) closeAsks(true);
    else if (document.querySelector("[data-back]")) document.querySelector("[data-back]").click();
    else clearChosen();
    return;
  }
  const isCommand = event.ctrlKey || event.metaKey;
  if (inField && event.key === "Enter" && isCommand && target.form) {
    event.preventDefault();
    const first = [...target.form.elements].find((one) => one.type === "submit");
    if (!event.repeat && !isBusy) first?.click();
    return;
  }
  // By Enter alone a field decides nothing, unless its own button stands beside it.
  if (inField && event.key === "Enter" && target.closest("#pane") && !target.closest(".field")?.querySelector("button")) {
    return event.preventDefault();
  }
  if (inField || dialog.open || event.altKey) return;
  if (isCommand) {
    if (event.key.toLowerCase() !== "z" || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat && !isBusy) press("u");
    return;
  }
  if (event.key === "Enter" && target.matches("[name=item]")) {
    event.preventDefault();
    target.closest(".item").querySelector("a").click();
    return;
  }
  if (event.key === "Enter" && target === document.body) return pane()?.querySelector("h2")?.focus();
  if (!isOn || event.key.length > 1) return;
  const goes = going && event.timeStamp - going < 1500 && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  going = 0;
  const digit = document.querySelector(`details[open] [data-digit="${CSS.escape(event.key)}"]`);
  const key = keyOf(event) || (find(event.key) && /[0-9]/.test(event.key) ? event.key : "");
  if (!goes && !digit && !key) return;
  event.preventDefault();
  if (goes) goes.click();
  else if (!digit) act(key, event);
  else if (!event.repeat && !isBusy) digit.click();
});

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("input[name=item]")) return;
  if (event.shiftKey && lastBox && lastBox !== box) {
    const all = boxes();
    const [from, to] = [all.indexOf(lastBox), all.indexOf(box)].sort((one, other) => one - other);
    if (from >= 0) for (const other of all.slice(from, to + 1)) other.checked = box.checked;
  }
  lastBox = box;
  tell();
});
wholePage.addEventListener("change", () => {
  const isWanted = wholePage.checked;
  for (const box of boxes()) box.checked = isWanted;
  tell();
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  isBusy = isBusy || detail.target?.id === "pane";
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful && !detail.xhr?.status) isBusy = false;
});
document.addEventListener("htmx:responseError", () => { isBusy = false; });
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "narrow") detail.target.querySelector("select")?.focus();
  if (detail.target?.id !== "pane") return;
  isBusy = false;
  if (isBatch(detail.requestConfig?.elt)) {
    closeAsks();
    for (const box of chosen.querySelectorAll("[data-match]")) box.checked = false;
  }
  listArrived();
  paneArrived();
});

function paneArrived() {
  nameKeys(pane());
  mark(document.querySelector(`#item-${pane()?.dataset.item}`));
  pane()?.querySelector("[role=alert], h2")?.focus({ preventScroll: true });
  // The list may stand above it.
  if (innerWidth <= 960) pane()?.scrollIntoView();
}

function listArrived() {
  tell();
  for (const item of document.querySelectorAll(".queue .item")) {
    if (item.id === `item-${pane()?.dataset.item}`) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  clearTimeout(fading);
  fading = setTimeout(() => document.querySelector("#toast")?.replaceChildren(), 10000);
}

// Who else has the item open, and what has come in, is asked while somebody looks.
setInterval(() => {
  if (!document.hidden) for (const one of document.querySelectorAll("#presence, #arrived")) htmx.trigger(one, "look");
}, 15000);

nameKeys(document);
tell();
