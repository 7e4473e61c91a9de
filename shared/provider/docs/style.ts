import { baseStyle } from '#web/ui/base-style.ts';

/** The only style of the description page. Nothing scrolls sideways: code breaks where it must. */
export const style = `${baseStyle}
h4{margin:0;font-size:1.0625rem;line-height:1.6;font-weight:650}
.contents{list-style:none;padding:0;display:grid;gap:0}
.contents a{display:block;padding:8px 0;min-height:44px}
.operation,.schema{display:grid;gap:12px;grid-template-columns:minmax(0,1fr);border-top:1px solid var(--line);padding-top:24px}
.stack>.operation:first-of-type{border-top:0;padding-top:0}
code,pre{font:.9375rem/1.6 ui-monospace,SFMono-Regular,Consolas,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
pre{margin:0;padding:12px 16px;white-space:pre-wrap;border:1px solid var(--line);border-radius:8px;background:var(--wash)}
.address{padding:8px 16px;border:1px solid var(--line);border-radius:8px;background:var(--wash)}
.address b{font-weight:650;margin-right:.5em}
.fields{display:grid;gap:0;grid-template-columns:minmax(0,1fr)}
.fields>div{padding:8px 0;border-bottom:1px solid var(--line)}
.fields dt{color:var(--ink);font-size:1.0625rem}
.fields dt b{font-weight:650}
.fields .kind{color:var(--muted);margin-left:.5em}
.fields dd{font-size:.9375rem;white-space:pre-line}
.fields .fields{margin:4px 0 0 16px}
.fields .fields>div:last-child{border-bottom:0}
search{display:grid;gap:12px}
.docs,.sections{display:grid;gap:28px;grid-template-columns:minmax(0,1fr);align-items:start}
@media (min-width:64rem){.bar,main,.foot{max-width:76rem}.docs{gap:48px;grid-template-columns:17rem minmax(0,1fr)}
.side{position:sticky;top:16px;max-height:calc(100vh - 32px);overflow-y:auto;padding:4px}}
@media print{.side{display:none}}
@media print{.operation,.schema{break-inside:avoid}}
`.trim();
