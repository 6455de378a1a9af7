// What every page may do beyond links and forms: theme, passages beside their numbers, the as-of slider, Retry.

// Theme: as the system, light, dark.
const THEMES = ["system", "light", "dark"];
const themeButton = document.querySelector("#theme");

function nameTheme() {
  themeButton?.setAttribute("aria-label", themeButton.dataset[document.documentElement.dataset.theme || "system"]);
}
themeButton?.addEventListener("click", () => {
  const root = document.documentElement;
  const next = THEMES[(THEMES.indexOf(root.dataset.theme || "system") + 1) % THEMES.length];
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", next);
  } catch { /* storage is off: the choice lasts as long as the page */ }
  nameTheme();
});
nameTheme();

// An evidence marker is a link to the passage at the foot; the passage opens beside it where popovers exist.
const card = document.querySelector("#passage-card");
let opener = null;

document.addEventListener("click", (event) => {
  const marker = event.target.closest?.("a.evidence-marker");
  if (!marker || !card?.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const passage = document.getElementById(marker.hash.slice(1));
  if (!passage) return;
  event.preventDefault();
  const wasOpen = marker === opener;
  if (card.matches(":popover-open")) card.hidePopover();
  if (wasOpen) return;
  card.replaceChildren(...passage.cloneNode(true).childNodes);
  card.classList.toggle("is-rumour", passage.classList.contains("is-rumour"));
  opener = marker;
  marker.setAttribute("aria-expanded", "true");
  card.showPopover();
  const place = marker.getBoundingClientRect();
  const below = place.bottom + 6;
  const top = below + card.offsetHeight > innerHeight ? Math.max(8, place.top - card.offsetHeight - 6) : below;
  card.style.top = `${top}px`;
  card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 8))}px`;
});
card?.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !opener) return;
  const marker = opener;
  opener = null;
  marker.removeAttribute("aria-expanded");
  if (card.contains(document.activeElement) || document.activeElement === document.body) marker.focus();
});

// The slider walks over the days on which something changed and writes the day into the field beside it.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (!slider.matches?.("input[type=range][data-days]")) return;
  const at = Number(slider.value);
  const note = slider.dataset.notes.split("|")[at];
  slider.form.elements.as_of.value = slider.dataset.days.split(" ")[at].replace("today", "");
  slider.form.querySelector("output").textContent = note;
  slider.setAttribute("aria-valuetext", note);
});

// What changed since the last visit: this browser alone keeps when that was, and nothing else. Within a tab the
// visit goes on, so that coming back to the page does not wipe out the list.
function tellWhatChanged() {
  const place = document.querySelector("#since[data-visit]");
  if (!place) return;
  const now = new Date().toISOString();
  let since = null;
  try {
    since = sessionStorage.getItem("since") ?? localStorage.getItem("visit");
    sessionStorage.setItem("since", since ?? now);
    localStorage.setItem("visit", now);
  } catch { /* storage is off: the links ask by day */ }
  if (!since) return;
  const address = `${place.dataset.visit}?since=${encodeURIComponent(since)}`;
  htmx.ajax("GET", address, { target: "#since", swap: "innerHTML" });
}
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "main") tellWhatChanged();
});
tellWhatChanged();

// An empty field asks for nothing, so that the address stays short.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// Where the button that was pressed is folded away again, the name of the filters has the focus.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const form = detail.requestConfig?.elt?.matches?.("form.filters") && document.querySelector("form.filters");
  if (form && document.activeElement === document.body) form.querySelector("summary").focus();
});

// While an answer is on its way the old content says so; when none comes, one line offers to try again.
const failed = document.querySelector("#failed");
let retry = null;

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  detail.target?.setAttribute("aria-busy", "true");
  if (failed) failed.hidden = true;
});
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.target?.removeAttribute("aria-busy"));
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    if (!failed) return;
    const { verb, path, triggeringEvent } = detail.requestConfig;
    // By the button that was pressed: a form may have several, and each says something else.
    const by = triggeringEvent?.submitter ?? detail.elt;
    retry = verb === "get" ? () => location.assign(path) : () => (by.matches("form") ? by.requestSubmit() : by.click());
    failed.hidden = false;
  });
}
failed?.querySelector("button").addEventListener("click", () => retry?.());
