// While an editor reads an item the next one is loaded, to be painted the moment he has decided.
let ahead = null; // the pane of the next item, and its address
let looking = 0;
let round = 0;
let isDenied = false; // there was none to be had, perhaps only until a verdict is written
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const idOf = (pane) => pane.dataset.stamp.split(":")[0];

// The server says what comes next, as if all that is not written yet were; nothing where a verdict may change it.
async function lookAhead() {
  const mine = round;
  const address = new URL(pane().dataset.next, location.href);
  for (const verdict of line) address.searchParams.append("under_way", verdict.id);
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (mine !== round) return;
  isDenied = answer?.status === 204;
  if (answer?.status !== 200) return;
  const next = parsed(await answer.text()).querySelector("#pane[data-next]");
  if (mine === round && next) ahead = { pane: next, address: answer.headers.get("HX-Replace-Url") };
}

function lookAheadSoon(delay = 150) {
  ahead = null;
  isDenied = false;
  round += 1;
  clearTimeout(looking);
  if (pane()?.dataset.next) looking = setTimeout(lookAhead, delay);
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "pane") lookAheadSoon();
});
lookAheadSoon();
