/** What all pages share: the tokens and shapes of look.md. Each function adds what only its own pages have. */
export const baseStyle = `
:root{color-scheme:light dark;--ink:#16202b;--paper:#fff;--muted:#4a5866;--line:#d5dce3;--link:#0b5394;--wash:#f5f7f9;
--valid:#0a5c36;--valid-bg:#e6f4ec;--soon:#6b4200;--soon-bg:#fff2d4;--stop:#8a1c1c;--stop-bg:#fdeaea;--plain:#38434f;--plain-bg:#eef1f4}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--paper:#12181f;--muted:#a9b6c3;--line:#323d49;--link:#8cc4ff;--wash:#1a222b;
--valid:#8fe0b4;--valid-bg:#0f2a1d;--soon:#ffd27a;--soon-bg:#2e2208;--stop:#ffb1ab;--stop-bg:#331414;--plain:#a9b6c3;--plain-bg:#12181f}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI","PingFang HK","Microsoft JhengHei","Noto Sans HK","Noto Sans CJK TC",sans-serif;overflow-wrap:break-word}
:lang(zh-HK){line-height:1.7}
h1,h2,h3,p,dl,dd,ul,ol{margin:0}
h1{font-size:1.5rem;line-height:1.3;font-weight:650}
h2,h3{font-size:1.25rem;line-height:1.35;font-weight:650}
a{color:var(--link);text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:16px;top:-100px;background:var(--paper);padding:8px 16px;z-index:1}
.skip:focus{top:8px}
.bar,main,.foot{max-width:42rem;margin:0 auto;padding-left:16px;padding-right:16px}
header{border-bottom:1px solid var(--line)}
.bar{display:flex;align-items:center;justify-content:space-between;gap:16px;min-height:56px}
.brand{display:flex;align-items:center;gap:10px;min-height:44px;color:var(--ink);font-weight:650;text-decoration:none;line-height:1.3}
.brand:hover{text-decoration:underline}
.brand svg{width:28px;height:28px;flex:none;color:var(--link)}
.switch{display:inline-flex;align-items:center;min-height:44px;min-width:44px;justify-content:center;padding:0;border:0;background:none;color:var(--link);font:inherit;text-decoration:underline;text-underline-offset:.2em;cursor:pointer;white-space:nowrap}
main{padding-top:16px;padding-bottom:32px;display:grid;gap:28px;grid-template-columns:minmax(0,1fr)}
main:focus{outline:none}
.stack{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}
.lead{color:var(--muted)}
.panel{display:grid;grid-template-columns:auto minmax(0,1fr);gap:6px 12px;align-items:center;padding:16px;border-radius:8px;border:1px solid color-mix(in srgb,currentColor 28%,transparent);color:var(--tone);background:var(--tone-bg)}
.panel>div{grid-column:1/-1;min-width:0;display:grid;gap:4px}
.panel>svg{width:40px;height:40px}
.panel>svg+div{grid-column:2}
.panel h1,.panel h2,.panel h3{font-size:1.5rem;line-height:1.3;font-weight:650}
.panel .asof{font-size:.9375rem}
.panel .other{font-weight:650}
.panel a{color:inherit}
.panel p{text-wrap:pretty}
.panel.note{padding:12px 16px}
.panel.note>svg{width:26px;height:26px}
.panel.note h2,.panel.note h3{font-size:1.0625rem;line-height:1.6}
.valid{--tone:var(--valid);--tone-bg:var(--valid-bg)}
.soon{--tone:var(--soon);--tone-bg:var(--soon-bg)}
.stop{--tone:var(--stop);--tone-bg:var(--stop-bg)}
.plain{--tone:var(--plain);--tone-bg:var(--plain-bg)}
.facts>div{padding:8px 0;border-bottom:1px solid var(--line)}
.facts>div:first-child{padding-top:0}
dt{color:var(--muted);font-size:.9375rem;line-height:1.45}
.small{font-size:.9375rem;color:var(--muted)}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.long{font-size:.8125rem}
.endless{white-space:normal;overflow-wrap:anywhere}
.phrase{display:inline-block}
.day{white-space:nowrap;font-variant-numeric:tabular-nums}
form{display:grid;gap:16px}
.field{display:grid;gap:4px}
label{font-weight:650}
label span{font-weight:400;color:var(--muted)}
input{font:inherit;color:inherit;background:var(--paper);width:100%;min-width:0;min-height:48px;padding:8px 12px;border:1px solid var(--muted);border-radius:8px}
input[type=date]{width:auto;max-width:100%;justify-self:start}
button.main{font:inherit;font-weight:650;min-height:48px;padding:8px 28px;border:1px solid transparent;border-radius:8px;background:var(--link);color:var(--paper);cursor:pointer;justify-self:start}
button.main:hover{text-decoration:underline}
.box{padding:20px;border:1px solid var(--line);border-radius:8px;background:var(--wash)}
summary{padding:9px 0;color:var(--link);text-decoration:underline;text-underline-offset:.2em;cursor:pointer;width:fit-content}
details .field{margin-top:4px}
.error{color:var(--stop);font-weight:650}
[aria-invalid=true]{border-color:var(--stop);border-width:2px}
.panel ul{padding-left:1.2em}
.rule{border-top:1px solid var(--line);padding-top:24px}
footer{border-top:1px solid var(--line)}
.foot{padding-top:20px;padding-bottom:40px;color:var(--muted);font-size:.9375rem;display:grid;gap:4px}
footer strong{color:var(--ink);font-weight:650}
.url{overflow-wrap:anywhere}
.target{display:inline-flex;align-items:center;min-height:44px}
.paper{display:none}
@media (min-width:36rem){
main{padding-top:32px}
.bar{min-height:60px}
main{gap:32px}
.panel{padding:24px;gap:4px 20px;align-items:start}.panel.note{padding:16px 24px}
.panel>svg{width:56px;height:56px}
.panel>svg+div{align-self:center}
.facts>div{padding:10px 0;display:grid;grid-template-columns:13rem minmax(0,1fr);gap:0 16px;align-items:baseline}
.facts>div:first-child{padding-top:10px;border-top:1px solid var(--line)}
.long{font-size:1.0625rem}
}
@media screen and (max-width:35.98rem){
.panel>svg+div{display:contents}
.panel>svg+div>*{grid-column:1/-1}
.panel>svg+div>:first-child{grid-column:2}
}
@media (max-width:22rem){button.main{width:100%}}
@media (prefers-reduced-motion:no-preference){.skip{transition:top .1s}}
@media (forced-colors:active){.panel{border-width:2px}.brand svg,.panel svg{color:CanvasText}button.main{border-color:ButtonText}}
@media print{
@page{margin:12mm 14mm}
:root{color-scheme:light;--ink:#000;--paper:#fff;--muted:#000;--line:#999;--link:#000;--wash:#fff;--valid:#000;--valid-bg:#fff;--soon:#000;--soon-bg:#fff;--stop:#000;--stop-bg:#fff;--plain:#000;--plain-bg:#fff}
html{font-size:8.75pt}
body,:lang(zh-HK){line-height:1.4}
form,.skip,.screen{display:none!important}
.paper{display:block}
.bar,main,.foot{max-width:none;padding-left:0;padding-right:0}
.bar{min-height:0;padding-bottom:6pt}.brand{min-height:0}
main{gap:12pt;padding:12pt 0}.stack{gap:4pt}
.panel,.panel.note{border:1.5pt solid #000;padding:7pt 10pt;gap:2pt 10pt;break-inside:avoid}
.panel>svg{width:36px;height:36px}.panel.note>svg{width:20px;height:20px}
.facts>div{display:grid;grid-template-columns:14rem minmax(0,1fr);padding:2.5pt 0}
.facts>div:first-child{padding-top:3pt}
a{text-decoration:none}
.foot{padding:8pt 0 0}
}
`.trim();
