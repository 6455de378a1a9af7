// An item has one note, whichever of its fields it is typed in: each way to decide sends it.
document.addEventListener("input", ({ target }) => {
  if (!target.matches("#pane [name=note]")) return;
  for (const other of pane().querySelectorAll("[name=note]")) if (other !== target) other.value = target.value;
});
