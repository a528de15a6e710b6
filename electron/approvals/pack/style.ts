/** The pack's own look: paper and ink, the client's colour at the edges. Light and dark by the system, light on paper. */
export const packStyle = ({
  colour,
  onColour,
  font,
}: {
  /** `#rrggbb` */
  colour: string;
  onColour: string;
  /** WOFF2 as base64; null where the system's letters have to do. */
  font: string | null;
}): string => `${
  font === null
    ? ''
    : `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${font}) format("woff2")}`
}
:root{color-scheme:light dark;--client:${colour};--on-client:${onColour};--paper:#faf9f7;--panel:#fff;--sunken:#f4f3f0;--ink:#1c1e24;--muted:#5d6068;--line:#e3e1dd;--edge:#c9c7c3;--accent:#4652c6;--on-accent:#fff;--good:#1d6b40;--good-soft:#e6f4ea;--warn:#7a5200;--warn-soft:#fbf0d9;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--paper:#17181c;--panel:#1f2126;--sunken:#121317;--ink:#ececee;--muted:#a3a6ae;--line:#33353c;--edge:#4a4d56;--accent:#98a2ff;--on-accent:#14161c;--good:#7fd3a0;--good-soft:#1c3326;--warn:#eab95c;--warn-soft:#362b14;--bad:#ff9d92}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.5 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",sans-serif;scroll-padding:24px 0 120px;overflow-wrap:break-word}
body{margin:0}
header,main{max-width:720px;margin:0 auto;padding:0 20px}
header{padding-top:40px;padding-bottom:24px}
.client{display:flex;align-items:center;gap:12px;margin:0 0 20px;color:var(--muted);font-weight:500}
.mark{display:inline-flex;align-items:center;justify-content:center;flex:none;width:40px;height:40px;border-radius:50%;background:var(--client);color:var(--on-client);font-weight:600}
h1{margin:0;font-size:28px;line-height:1.2;font-weight:600;letter-spacing:-.02em;text-wrap:balance}
.facts{margin:8px 0 0;color:var(--muted)}
.facts strong{color:var(--ink);font-weight:600}
.message{margin:20px 0 0;padding:14px 16px;border-radius:10px;background:var(--panel);border:1px solid var(--line);border-inline-start:3px solid var(--client);white-space:pre-wrap}
.how{margin:16px 0 0;color:var(--muted);font-size:15px}
.post{margin:0 0 28px;background:var(--panel);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.post[data-answer=approve]{border-color:var(--good)}
.post[data-answer=change],.post[data-answer=comment]{border-color:var(--warn)}
.post>h2{display:flex;flex-wrap:wrap;gap:4px 8px;margin:0;padding:14px 20px;border-bottom:1px solid var(--line);font-size:16px;font-weight:600}
.post>h2 span{color:var(--muted);font-weight:400}
.when::before,.post>h2 .on::before{content:"· "}
.version{padding:16px 20px}
.version+.version{border-top:1px solid var(--line)}
.to{margin:0 0 10px;color:var(--muted);font-size:14px}
.practice{color:var(--warn)}
p.practice{margin:0 0 12px;padding:6px 12px;border-radius:8px;background:var(--warn-soft);font-size:14px}
.part{position:relative;padding:0 0 14px 52px}
.part:last-child{padding-bottom:0}
.part .mark{position:absolute;inset-inline-start:0;top:2px;font-size:14px}
.part.more::before{content:"";position:absolute;inset-inline-start:19px;top:48px;bottom:2px;width:2px;background:var(--line)}
.who{margin:0}
.who b{font-weight:600}
.who span{color:var(--muted)}
.text{margin:2px 0 0;white-space:pre-wrap;unicode-bidi:isolate}
.text .l{color:var(--accent)}
.none{color:var(--muted);font-style:italic}
.comment{margin-top:12px;padding-top:10px;border-top:1px dashed var(--line)}
.comment h3{margin:0 0 2px;font-size:13px;font-weight:500;color:var(--muted)}
.media{display:grid;grid-template-columns:1fr 1fr;gap:4px;margin:0 0 12px 52px;border-radius:12px;overflow:hidden}
.media.one{grid-template-columns:1fr}
figure{position:relative;margin:0;background:var(--sunken);min-height:80px}
figure img{display:block;width:100%;height:100%;max-height:460px;object-fit:cover}
.one figure img{height:auto;object-fit:contain}
figure .gone{display:flex;align-items:center;justify-content:center;min-height:120px;padding:12px;color:var(--muted);text-align:center}
.video{position:absolute;inset-inline-start:10px;bottom:10px;padding:2px 8px;border-radius:6px;background:#000c;color:#fff;font-size:13px}
.media:last-child,.alts:last-child{margin-bottom:0}
.alts{margin:-4px 0 12px 52px;padding:0;list-style:none;color:var(--muted);font-size:14px}
.alts b{font-weight:500}
fieldset{margin:0;min-width:0;padding:14px 20px 18px;border:0;border-top:1px solid var(--line);background:var(--sunken)}
legend{float:left;width:100%;padding:0;margin-bottom:8px;font-size:14px;font-weight:500;color:var(--muted)}
legend+*{clear:both}
.choices{display:flex;flex-wrap:wrap;gap:8px}
.choices label{display:inline-flex;align-items:center;gap:8px;min-height:40px;padding:6px 14px;border:1px solid var(--edge);border-radius:8px;background:var(--panel);cursor:pointer}
.choices label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.choices input{accent-color:var(--accent);margin:0}
.words{display:block;margin-top:12px}
.words span,.author span{display:block;margin-bottom:4px;font-size:14px;font-weight:500}
textarea,input[type=text]{width:100%;padding:8px 10px;border:1px solid var(--edge);border-radius:8px;background:var(--panel);color:var(--ink);font:inherit}
textarea{min-height:72px;resize:vertical}
.after{display:flex;align-items:center;gap:12px;min-height:24px;margin-top:8px;font-size:14px;color:var(--muted)}
[hidden]{display:none!important}
button{min-height:40px;padding:6px 16px;border:1px solid var(--edge);border-radius:8px;background:var(--panel);color:var(--ink);font:inherit;font-weight:500;cursor:pointer}
button:hover{background:var(--sunken)}
button.main{border-color:transparent;background:var(--accent);color:var(--on-accent)}
button.plain{min-height:24px;padding:0;border:0;background:none;color:var(--accent);font-weight:400;text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
footer{position:sticky;bottom:0;border-top:1px solid var(--line);background:var(--panel)}
.foot{max-width:720px;margin:0 auto;padding:12px 20px 14px}
.row{display:flex;flex-wrap:wrap;align-items:end;gap:10px}
.author{flex:1 1 200px}
.count{display:flex;align-items:center;gap:12px;margin-bottom:8px;font-size:14px}
progress{flex:1;height:6px;accent-color:var(--accent)}
#status{min-height:21px;margin:8px 0 0;font-size:14px;color:var(--muted)}
#status.problem{color:var(--bad)}
.off{margin:20px 0;padding:12px 16px;border-radius:10px;background:var(--warn-soft);color:var(--ink)}
.made{margin:0;padding:0 0 32px;color:var(--muted);font-size:14px}
.out-of-sight{position:fixed;inset-inline-start:-999px}
.paper{display:none}
html:not(.live) fieldset,html:not(.live) footer{display:none}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (max-width:520px){header{padding-top:24px}.post>h2{padding:12px 14px}.when{flex-basis:100%}.when::before,.post>h2 .on::before{content:none}.version{padding:14px}.media,.alts{margin-inline-start:0}fieldset{padding-inline:14px}footer{position:static}.author{flex-basis:100%}}
@media (max-height:620px){footer{position:static}}
@page{size:A4;margin:14mm}
@media print{:root{color-scheme:light;--paper:#fff;--panel:#fff;--sunken:#fff;--ink:#1c1e24;--muted:#5d6068;--line:#d9d7d3;--edge:#a9a7a3;--accent:#4652c6;--warn:#7a5200;--warn-soft:#fff}
p.practice{border:1px solid var(--line)}
html{font-size:13px;background:#fff}header,main{max-width:none;padding-inline:0}header{padding-top:0}footer,fieldset,.off,.how{display:none!important}
.post{break-inside:avoid;border-radius:8px;margin-bottom:18px}figure img{max-height:300px}.media{max-width:400px}.media.one{overflow:visible}.one figure{width:fit-content;background:none}.one figure img{width:auto;max-width:100%;border-radius:8px}
.post>h2{font-size:14px}.to,.alts,.comment h3,.video,.made,p.practice{font-size:12px}
.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.paper{display:flex;flex-wrap:wrap;gap:6px 22px;padding:12px 20px 16px;border-top:1px solid var(--line)}
.paper span::before{content:"";display:inline-block;width:12px;height:12px;margin-inline-end:7px;border:1px solid var(--edge);border-radius:3px;vertical-align:-1px}
.paper i{flex:1 0 100%;height:26px;border-bottom:1px solid var(--line)}}
`;
