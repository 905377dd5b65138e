// Before anything is drawn: the tone the reader chose last time, light or dark.
try {
  const tone = localStorage.getItem("tone");
  if (tone === "light" || tone === "dark") document.documentElement.dataset.theme = tone;
} catch {
  // Storage may be switched off; then the system's preference holds.
}
