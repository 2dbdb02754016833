// Streamlit tells its theme by colours; our palette has a light and a dark side of its own.
export function paintTheme(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = probe;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  root.dataset.theme = 0.3 * r + 0.59 * g + 0.11 * b < 128 ? "dark" : "light";
}
