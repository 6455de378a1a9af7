// Search by keyboard: / leads to it from every page, the arrow keys walk through what was found. The desk has keys of
// its own. The one key can be switched off where it does harm, by speech input for instance.
const isKeyOn = () => {
  try {
    return localStorage.getItem("slash") !== "off";
  } catch {
    return true; // storage is off
  }
};

function nameSwitch() {
  const button = document.querySelector("#slash");
  if (button) button.textContent = isKeyOn() ? button.dataset.on : button.dataset.off;
}
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#slash")) return;
  try {
    if (isKeyOn()) localStorage.setItem("slash", "off");
    else localStorage.removeItem("slash");
  } catch { /* the choice cannot be kept */ }
  nameSwitch();
});
document.addEventListener("htmx:afterSettle", nameSwitch);
nameSwitch();

function goToSearch(event) {
  const field = document.querySelector("main form[role=search] input[type=search]");
  const place = document.querySelector("#places")?.dataset.search;
  if (!field && !place) return;
  event.preventDefault();
  if (!field) return location.assign(place);
  field.focus();
  field.select();
}

function walk(event, step) {
  const field = document.querySelector("form[role=search] #q");
  const links = [...document.querySelectorAll("#results a")];
  const at = links.indexOf(document.activeElement);
  if (!links.length || (at < 0 && (event.target !== field || step < 0))) return;
  event.preventDefault();
  (at + step < 0 ? field : links[Math.min(at + step, links.length - 1)]).focus();
}

document.addEventListener("keydown", (event) => {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || isChord || document.querySelector("#keys")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return walk(event, event.key === "ArrowDown" ? 1 : -1);
  if (event.target.matches?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/" && isKeyOn()) goToSearch(event);
});
