// While an editor reads an item the next ones are loaded, to be painted the moment he has decided.
const DEEP = 2;
let ahead = []; // the panes of the next items, each with its address
let looking = 0;
let isLooking = false;
let isDenied = false; // there was none to be had, perhaps only until a verdict is written
let round = 0;
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const idOf = (pane) => pane.dataset.stamp.split(":")[0];

// The server says what comes next, as if all that is not written yet were; nothing where a verdict may change it. A
// second one is only loaded while no verdict waits for the server.
async function lookAhead() {
  const shown = pane();
  const from = ahead.at(-1)?.pane ?? shown;
  const isEnough = ahead.length >= (line.length ? 1 : DEEP);
  if (isLooking || isDenied || isEnough || !from?.dataset.next) return;
  const mine = round;
  const address = new URL(from.dataset.next, location.href);
  const before = [shown, ...ahead.map((one) => one.pane)].filter((one) => one !== from).map(idOf);
  for (const id of [...line.map((verdict) => verdict.id), ...before]) address.searchParams.append("under_way", id);
  isLooking = true;
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  const html = await answer?.text().catch(() => "");
  isLooking = false;
  if (mine !== round) return lookAhead();
  isDenied = answer?.status === 204;
  const next = answer?.status === 200 && parsed(html).querySelector("#pane[data-next]");
  if (!next) return;
  ahead.push({ pane: next, address: answer.headers.get("HX-Replace-Url") });
  lookAhead();
}

// What was loaded was for another item than is shown now.
function lookAheadSoon() {
  ahead = [];
  isDenied = false;
  round += 1;
  clearTimeout(looking);
  looking = setTimeout(lookAhead, 150);
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "pane") lookAheadSoon();
});
lookAheadSoon();
