// Verdicts that the server refused, or never answered: each is told at once and can be taken up again, with all that
// was typed; those made after it count as they were made.
const unwritten = document.querySelector("#unwritten");
const noAnswer = unwritten.querySelector(".no-answer");

// He is taken back to the item while he has done nothing with the next one; else it is offered.
function refused(verdict, html, parts) {
  const asked = parts.querySelector("#pane");
  const isInHand = pane() === verdict.painted && !isTouched();
  settle(html, parts);
  forgetAfterwards();
  document.adoptNode(asked);
  if (isInHand) return takeUp(asked, verdict.address);
  const told = unwritten.querySelector("template").content.cloneNode(true).firstElementChild;
  told.querySelector(".who").textContent = verdict.who;
  told.querySelector(".why").textContent = (asked.querySelector("[role=alert] strong, [role=alert] p") ?? asked).textContent.trim();
  told.querySelector("button").addEventListener("click", () => {
    told.remove();
    takeUp(asked, verdict.address);
  });
  nameKeys(told);
  unwritten.append(told);
}

function takeUp(asked, address) {
  paint(asked, address, 700);
  lookAheadSoon();
}

// Nobody knows whether it was written: it stays first in line, and is sent again.
function unanswered(answer) {
  forgetAfterwards();
  noAnswer.querySelector(".signed-out").hidden = !answer?.headers.has("HX-Redirect");
  noAnswer.hidden = false;
}

noAnswer.querySelector("button").addEventListener("click", () => write());
