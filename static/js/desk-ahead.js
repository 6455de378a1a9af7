// While an editor reads an item the next one is loaded, to be there when he has decided.
let ahead = null;
let looking = 0;
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

function nextAddress() {
  const items = [...document.querySelectorAll(".queue .item:not(.is-done)")];
  return items[items.findIndex((item) => item.matches("[aria-current]")) + 1]?.querySelector("a")?.href;
}

async function lookAhead() {
  const address = nextAddress();
  if (!address) return;
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  const next = answer?.ok ? parsed(await answer.text()).querySelector("#pane[data-stamp]") : null;
  if (next?.querySelector("#last") && nextAddress() === address) ahead = next;
}

function lookAheadSoon() {
  ahead = null;
  clearTimeout(looking);
  looking = setTimeout(lookAhead, 150);
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (ahead && detail.verb === "post" && detail.target?.id === "pane") detail.headers["X-Ahead"] = ahead.dataset.stamp;
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!ahead || !detail.xhr.getResponseHeader("X-Ahead")) return;
  const parts = parsed(detail.serverResponse);
  ahead.querySelector("#last").replaceWith(parts.querySelector("#last"));
  detail.serverResponse = ahead.outerHTML + parts.body.innerHTML;
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "pane") lookAheadSoon();
});
lookAheadSoon();
