// Before the first paint: the theme that this browser chose, where it chose one.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* storage is off: the system decides */ }
