// Streamlit tells its theme by colours; our palette has a light and a dark side of its own.
export function paintTheme(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  root.style.outlineColor = probe; // any way of writing a colour comes back as rgb()
  const [r, g, b] = getComputedStyle(root).outlineColor.match(/[\d.]+/g).map(Number);
  root.dataset.theme = 0.3 * r + 0.59 * g + 0.11 * b < 128 ? "dark" : "light";
}
