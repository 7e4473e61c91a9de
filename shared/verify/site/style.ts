import { baseStyle } from '#web/ui/base-style.ts';

/** The only style of the public pages, written into each of them; the CSP allows it by its hash. Tokens: look.md. */
export const style = `${baseStyle}
.match{display:grid;gap:32px;grid-template-columns:minmax(0,1fr)}
.verdict h1,.verdict h2,.verdict h3{font-size:1.75rem;line-height:1.25}
h1 .asof,h2 .asof,h3 .asof{display:block;font-size:1.0625rem;line-height:1.4}
.match+.match{border-top:1px solid var(--line);padding-top:32px}
.name{font-size:1.25rem;line-height:1.4;font-weight:650}
.name span{margin-right:.75em}
.checks{list-style:none;padding:0}
.checks li{display:grid;grid-template-columns:24px minmax(0,1fr) auto;gap:0 12px;align-items:start;padding:8px 0;border-bottom:1px solid var(--line)}
.checks svg{width:22px;height:22px;margin-top:.2em;color:var(--tone)}
.checks b{font-weight:650;color:var(--tone);text-align:right;max-width:7rem}
.checks .plain{--tone:var(--muted)}
.checks .small{display:block}
.steps{padding-left:1.4em;display:grid;gap:10px}
.pairs{display:flex;flex-wrap:wrap;gap:6px 8px;list-style:none;padding:0;margin-top:8px}
.pairs li{padding:2px 12px;border:1px solid var(--line);border-radius:8px;background:var(--wash);white-space:nowrap}
.pairs b{font:650 1.0625rem/1.6 ui-monospace,SFMono-Regular,Consolas,"Noto Sans Mono",monospace}
input[name=number]{font-variant-numeric:tabular-nums}
.first input[name=number]{font-size:1.25rem;min-height:56px}
.ways{display:grid;gap:8px}
.ways p{display:grid;align-content:start}
.link{display:inline}.link button{padding:0;border:0;background:none;color:var(--link);font:inherit;text-decoration:underline;text-underline-offset:.2em;cursor:pointer;min-height:24px}.panel .link button{color:inherit}
details form{padding-top:8px}
.said{padding-left:1.2em;display:grid;gap:8px}
.kept section{display:grid;gap:4px;padding:12px 0;border-bottom:1px solid var(--line)}
.kept section:first-child{border-top:1px solid var(--line)}
.kept h3{font-size:1.0625rem;line-height:1.6}
.kept .until{color:var(--muted)}
@media (min-width:36rem){.ways{grid-template-columns:1fr 1fr;gap:16px}}
@media (forced-colors:active){.checks svg{color:CanvasText}}
@media print{.match{gap:12pt}
body:has(.record) .asked{display:none}
.checks{display:grid;grid-template-columns:1fr 1fr;gap:0 20pt}.checks li{padding:2pt 0}.checks svg{width:16px;height:16px}}`;
