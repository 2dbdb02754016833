// Streamlit tells its theme by colours; our palette has a light and a dark side of its own.
export function paintTheme(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  root.style.floodColor = probe; // any way of writing a colour comes back as rgb(); forced colours leave this one alone
  const [r, g, b] = getComputedStyle(root).floodColor.match(/[\d.]+/g).map(Number);
  root.dataset.theme = 0.3 * r + 0.59 * g + 0.11 * b < 128 ? "dark" : "light";
}
