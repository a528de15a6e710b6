/** The page's own style: paper and ink, as calm as the app, light and dark as the system has it. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: oklch(0.985 0.003 85);
  --panel: white;
  --ink: oklch(0.23 0.01 260);
  --muted: oklch(0.48 0.01 260);
  --hairline: oklch(0.91 0.004 85);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: oklch(0.19 0.005 260);
    --panel: oklch(0.225 0.005 260);
    --ink: oklch(0.93 0.003 85);
    --muted: oklch(0.7 0.005 85);
    --hairline: oklch(0.3 0.005 260);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 720px;
  padding: 32px 24px 48px;
  background: var(--paper);
  color: var(--ink);
  font: 13px/1.45 "Inter Variable", Inter, system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 20px; line-height: 1.2; font-weight: 600; }
h2 { margin: 32px 0 12px; font-size: 15px; line-height: 1.2; font-weight: 600; }
p { margin: 4px 0 0; }
ol { margin: 0; padding: 0; list-style: none; }
.quiet { color: var(--muted); font-size: 12px; font-weight: 400; }
.code { overflow-wrap: anywhere; font-size: 11px; }
.posts > li + li { margin-top: 8px; }
article { padding: 12px 16px; background: var(--panel); border: 1px solid var(--hairline); border-radius: 10px; }
article.echo { background: none; border-style: dashed; }
.text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.pictures { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.pictures img { max-width: 100%; height: 120px; border-radius: 6px; border: 1px solid var(--hairline); object-fit: cover; }
.faults > li { padding: 8px 0; border-top: 1px solid var(--hairline); overflow-wrap: anywhere; }
`;
