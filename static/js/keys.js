// The keys that this editor presses, at the desk and at the names: each presses a button that is on the page.
const dialog = document.querySelector("#keys");
// For each letter pressed, the key of the house that it stands for.
const pressed = JSON.parse(dialog.dataset.pressed);
const isOn = !("off" in dialog.dataset);
const keyOf = (event) => pressed[event.key] ?? pressed[event.key.toLowerCase()] ?? "";

// Buttons show the letters that this editor presses.
const shown = Object.fromEntries(Object.entries(pressed).reverse().map(([letter, key]) => [key, letter]));
for (const [letter, key] of Object.entries(pressed)) if (letter === key) shown[key] = letter;
function nameKeys(root) {
  for (const sign of root.querySelectorAll(":is([data-key], [data-hint]) > kbd")) {
    const key = sign.parentElement.dataset.key ?? sign.parentElement.dataset.hint;
    const letter = shown[key.toLowerCase()] ?? (/[0-9]/.test(key) ? key : "");
    sign.hidden = !isOn || !letter;
    sign.textContent = key === key.toLowerCase() ? letter : `⇧${letter}`;
  }
}

// Each page says which keys do something now (`isValid`): only those are listed.
function showKeys() {
  for (const line of dialog.querySelectorAll("[data-needs]")) line.hidden = !isValid(line.dataset.needs);
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) showKeys();
});
