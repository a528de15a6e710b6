// Draws the PNGs from the SVGs beside this file: node resources/render.mjs
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const here = new URL('./', import.meta.url);
const app = await readFile(new URL('icon.svg', here));
const png = (svg, size) =>
  sharp(svg, { density: 288 }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();

await writeFile(new URL('icon.png', here), await png(app, 1024));
await writeFile(new URL('icon-256.png', here), await png(app, 256));

const mark = await readFile(new URL('tray/mark.svg', here), 'utf8');
const inks = { trayTemplate: '#000000', 'tray-on-light': '#1a1d22', 'tray-on-dark': '#e6e8eb' };
for (const [name, ink] of Object.entries(inks)) {
  const svg = Buffer.from(mark.replaceAll('currentColor', ink));
  await writeFile(new URL(`tray/${name}.png`, here), await png(svg, 16));
  await writeFile(new URL(`tray/${name}@2x.png`, here), await png(svg, 32));
}
