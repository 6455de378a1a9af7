// A verdict on an item whose next one is there already: that is painted at once, and the verdict gets in line. The line
// is written in the background, in the order in which the verdicts were made, one at a time; none is lost or sent twice.
const line = []; // verdicts that are not written yet, the first of them on its way
let isWriting = false;
let afterwards = null; // what was asked for meanwhile and waits until all is written; a verdict, or some other thing
let stillUntil = 0; // an item counts as seen once it was painted: before that no verdict is on it

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, path, headers, formData, triggeringEvent } = event.detail;
  const form = elt.closest("form[data-verdict]");
  if (!form || triggeringEvent?.submitter?.matches("[formaction]:not([name])")) return; // asks for a preview
  if (performance.now() < stillUntil) return event.preventDefault();
  const shown = pane();
  if (!ahead.length || !shown.contains(form)) return;
  event.preventDefault();
  const next = ahead.shift();
  const body = new URLSearchParams(formData);
  const who = shown.querySelector("h2").textContent.trim().replace(/\s+/g, " ");
  const verdict = { id: idOf(shown), item: shown.dataset.item, who, pane: shown, address: location.href };
  Object.assign(verdict, { path, body, painted: next.pane });
  verdict.headers = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null));
  verdict.headers["X-Ahead"] = next.pane.dataset.stamp;
  repeatReason([next.pane, ...ahead.map((one) => one.pane)], shown, body.get("reason"));
  carryUndo(shown, next.pane);
  line.push(verdict);
  strike(verdict, true);
  paint(next.pane, next.address);
  write();
  lookAhead();
});

// The pane is another; `still` for so long that nobody decides on what came up under his hands.
function paint(next, address, still = 0) {
  pane().replaceWith(next);
  htmx.process(next);
  if (address) history.replaceState({ htmx: true }, "", address);
  paneArrived();
  stillUntil = Infinity;
  requestAnimationFrame(() => requestAnimationFrame((now) => { stillUntil = now + still; }));
}

// Enter repeats the reason that was just given, although the next items were loaded before.
function repeatReason(panes, shown, reason) {
  const known = reason && shown.querySelector(`[name=reason][data-digit][value="${CSS.escape(reason)}"]`);
  if (!known) return;
  for (const again of panes.flatMap((one) => [...one.querySelectorAll(".again")])) {
    const button = Object.assign(document.createElement("button"), { name: "reason", value: reason });
    const sign = Object.assign(document.createElement("kbd"), { textContent: "Enter" });
    button.append(again.dataset.words.replace("{}", known.lastChild.textContent.trim()), " ", sign);
    again.replaceChildren(button);
  }
}

// The undo button is that of the newest answer, whenever the pane was loaded.
function carryUndo(from, to) {
  const last = from.querySelector("#last");
  if (last) to.querySelector("#last")?.replaceWith(last.cloneNode(true));
}

// In the list it is done, and being written; that it is not, or not yet, leaves what an answer has put there.
function strike(verdict, isOn) {
  const row = document.querySelector(`#item-${verdict.item}`);
  if (!row || (!isOn && !row.hasAttribute("aria-busy"))) return;
  row.classList.toggle("is-done", isOn);
  if (isOn) row.setAttribute("aria-busy", "true");
  else row.removeAttribute("aria-busy");
  const box = row.querySelector("input[name=item]");
  box.disabled = isOn;
  if (isOn) box.checked = false;
}

async function write() {
  if (isWriting || !line.length) return;
  const verdict = line[0];
  isWriting = verdict.wasSent = true;
  const { path, headers, body } = verdict;
  let answer = null, html = "";
  try {
    // A tab that is closed lets it end all the same, unless it is larger than browsers let it be then.
    const keepalive = body.toString().length < 60000;
    answer = await fetch(path, { method: "POST", headers, body, keepalive });
    html = await answer.text();
  } catch {
    answer = null;
  }
  isWriting = false;
  const parts = parsed(html);
  if (answer?.ok && parts.querySelector("#filters")) landed(verdict, answer, html, parts);
  else if (answer && answer.status < 500 && parts.querySelector("#pane")) refused(verdict, html, parts);
  else return unanswered(answer);
  noAnswer.hidden = true;
  if (line.length) return write();
  const asked = afterwards;
  if (asked) isBusy = false;
  afterwards = null;
  asked?.act();
}

// The list, the counts and the way back as the answer has them; what is still in line stays struck.
function settle(html, parts) {
  const verdict = line.shift();
  htmx.swap(pane(), html, { swapStyle: "none", settleDelay: 0 });
  strike(verdict, false);
  for (const other of line) strike(other, true);
  carryUndo(parts, pane());
  const last = pane().querySelector("#last");
  if (last) {
    htmx.process(last);
    nameKeys(last);
  }
  listArrived();
}

// What was painted stays in hand, unless it is not what comes next after all and nothing was done with it yet.
function landed(verdict, answer, html, parts) {
  settle(html, parts);
  const next = parts.querySelector("#pane");
  isDenied = false;
  lookAhead();
  if (!next || answer.headers.get("X-Ahead") || pane() !== verdict.painted || isTouched()) return;
  paint(document.adoptNode(next), answer.headers.get("HX-Replace-Url"), 700);
  lookAheadSoon();
}

function isTouched() {
  if (afterwards || pane().querySelector("details:is(.asks, .reject)[open]")) return true;
  return [...pane().querySelectorAll("input:not([type=hidden])")].some((one) => one.value !== one.defaultValue);
}

// Undo of what is not written yet: what waits in line is taken out, what is on its way is undone once it is written.
function undoInLine() {
  if (!line.length) return false;
  const verdict = line.at(-1);
  if (verdict.wasSent) afterAll(() => press("u"), false);
  else {
    line.pop();
    strike(verdict, false);
    carryUndo(pane(), verdict.pane);
    paint(verdict.pane, verdict.address);
    lookAheadSoon();
  }
  return true;
}

function afterAll(act, isVerdict) {
  afterwards ??= { act, isVerdict };
  isBusy = true;
}

// What would be done after a verdict that was refused is not done, but for another verdict: that stands for itself.
function forgetAfterwards() {
  if (!afterwards || afterwards.isVerdict) return;
  afterwards = null;
  isBusy = false;
}

// Whatever else is decided waits until the line is written.
document.addEventListener("htmx:confirm", (event) => {
  const { elt, target, verb, triggeringEvent } = event.detail;
  if (!line.length || target?.id !== "pane" || (verb !== "post" && !afterwards)) return;
  if (!afterwards && ahead.length && elt.closest("form[data-verdict]")) return;
  event.preventDefault();
  if (elt.querySelector("[data-key=u]")) return undoInLine();
  const { submitter } = triggeringEvent ?? {};
  afterAll(() => { if (elt.isConnected) (submitter ?? elt).click(); }, true);
});

// So does a link that leads away; a tab that is closed asks first.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!line.length || !link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  afterAll(() => location.assign(link.href), false);
});
addEventListener("beforeunload", (event) => {
  if (line.length) event.preventDefault();
});
addEventListener("online", () => write());
