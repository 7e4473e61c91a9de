import { baseStyle } from '#web/ui/base-style.ts';

/** The only style of these pages, written into each of them; the CSP allows it by its hash. Tokens: look.md. */
export const style = `${baseStyle}
.choices{list-style:none;padding:0}
.choices li{display:grid;gap:12px;padding:16px 0;border-bottom:1px solid var(--line)}
.choices li:first-child{border-top:1px solid var(--line)}
.choices h3,.cert h2{font-size:1.0625rem;line-height:1.6}
.certs{display:grid;gap:24px;grid-template-columns:minmax(0,1fr)}
.cert{padding:20px;border:1px solid var(--line);border-radius:8px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.cert .facts>div:last-child{border-bottom:0;padding-bottom:0}
.cert .facts>div:first-child{border-top:0;padding-top:0}
.head{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;justify-content:space-between}
.chip{padding:2px 12px;border-radius:8px;font-weight:650;font-size:.9375rem;color:var(--tone);background:var(--tone-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent)}
.email{overflow-wrap:anywhere}
button.quiet{font:inherit;font-weight:650;min-height:44px;padding:8px 20px;border:1px solid var(--link);border-radius:8px;background:none;color:var(--link);cursor:pointer;justify-self:start;text-align:left}
button.quiet:hover{text-decoration:underline}
.wrong{color:var(--stop);font-weight:650}
.pages{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center}
.pages a,.target{display:inline-flex;align-items:center;min-height:44px}
.links{list-style:none;padding:0}
.both{display:block}
.proof .name{font-size:1.25rem;font-weight:650;display:flex;flex-wrap:wrap;gap:0 16px}
.scan{display:grid;gap:16px;grid-template-columns:8rem minmax(0,1fr);align-items:center}
.qr svg{display:block;width:100%;height:auto}
@media (max-width:30rem){.scan{grid-template-columns:minmax(0,1fr)}.qr{max-width:10rem}}
@media (max-width:22rem){button.quiet{width:100%;text-align:center}.cert{padding:16px}}`;
