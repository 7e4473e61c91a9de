/** What only the pages of lists have. A table of five columns takes more than the measure of a text. */
export const listStyle = `body:has(.rows) :is(.bar,main,.foot){max-width:64rem}
textarea{font-variant-numeric:tabular-nums;min-height:12rem}
input.drop{padding:20px;border:2px dashed var(--muted);background:var(--wash);min-height:72px}
progress{width:100%;height:16px;accent-color:var(--link)}
.kinds{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:8px}
.kinds a{display:inline-flex;gap:8px;align-items:center;min-height:44px;padding:4px 16px;border-radius:8px;border:1px solid color-mix(in srgb,currentColor 28%,transparent);color:var(--tone);background:var(--tone-bg);text-decoration:none}
.kinds a:hover{text-decoration:underline}
.kinds a[aria-current]{outline:2px solid currentColor;outline-offset:-2px}
.kinds b{font-variant-numeric:tabular-nums}
.rows{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.5}
.rows th,.rows td{text-align:left;vertical-align:top;padding:12px 16px 12px 0;border-bottom:1px solid var(--line);font-weight:400}
.rows thead th{font-weight:650;color:var(--muted)}
.rows tbody th a{display:inline-block;padding:2px 0}
.rows td>span,.typed{display:block}
.rows td>.chip{display:inline-block}
.rows .means{margin-top:4px}
.rows .label{display:none}
.rows .holder{white-space:nowrap}
.rows td:nth-child(4){min-width:13rem}
.rows .long{font-size:inherit}
.place{font-variant-numeric:tabular-nums;color:var(--muted)}
.until{white-space:nowrap;font-variant-numeric:tabular-nums}
.fold{display:none}
@media screen and (max-width:46rem){
.fold{display:flex;gap:12px;align-items:center;min-height:44px}
.fold input{width:22px;height:22px;min-height:0;flex:none;accent-color:var(--link)}
main:has(#show-fine:not(:checked)) .rows tr.fine{display:none}
.rows thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rows,.rows tbody{display:block}
.rows tr{display:grid;gap:4px;padding:16px 0;border-bottom:1px solid var(--line)}
.rows tbody th,.rows td{display:block;padding:0;border:0}
.rows td:empty{display:none}
.rows td:nth-child(4){min-width:0}
.rows .label{display:inline;color:var(--muted)}
.rows tbody th a{padding:10px 0}
.place{order:9}}
@media (forced-colors:active){.kinds a[aria-current]{outline-width:3px}}
@media print{
.rows{font-size:7.5pt;line-height:1.3}
.rows th,.rows td{padding:3pt 6pt 3pt 0}
.rows tr{break-inside:avoid}
.rows thead{display:table-header-group}
.kinds{gap:4pt}.kinds a{min-height:0;padding:1pt 6pt}
.chip{border:0;padding:0}
}`;
