// Texts in sight whose contrast (WCAG 2: (L1 + 0.05) / (L2 + 0.05), L the relative luminance) to what lies behind them is under 4.5. Of text in drawings, what lies behind the
// drawing counts.
const probe = document.createElement('div');
probe.style.background = 'Canvas';
document.body.append(probe);
const canvas = getComputedStyle(probe).backgroundColor;
probe.remove();

const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const rgba = colour => {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], ground) => [r, g, b].map((c, i) => c * a + ground[i] * (1 - a));
const luminance = colour => {
  const [r, g, b] = colour.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = element => {
  if (element === null) return rgba(canvas).slice(0, 3);
  const own = rgba(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
};

const faint = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode;
  const element = text.parentElement;
  if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || !element.getClientRects().length || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
  const style = getComputedStyle(element);
  const drawn = element.namespaceURI === 'http://www.w3.org/2000/svg';
  const [r, g, b, a] = rgba(drawn ? style.fill : style.color);
  const behind = ground(element);
  const front = over([r, g, b, drawn ? a * style.fillOpacity : a], behind);
  const [light, dark] = [luminance(front), luminance(behind)].sort((x, y) => y - x);
  const contrast = (light + 0.05) / (dark + 0.05);
  if (contrast < 4.5) faint.add(`${text.data.trim().slice(0, 40)} (${contrast.toFixed(1)}: ${front.map(Math.round)} on ${behind.map(Math.round)})`);
}
return [...faint];
