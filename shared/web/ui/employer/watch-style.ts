/** What only the pages of watched sites have. Tokens: look.md. */
export const watchStyle = `
.steps{padding-left:1.4em;display:grid;gap:10px}
fieldset{border:0;margin:0;padding:0;display:grid;gap:12px;min-width:0}
legend{padding:0;font-weight:650}
select,textarea{font:inherit;color:inherit;background:var(--paper);width:100%;min-width:0;min-height:48px;padding:8px 12px;border:1px solid var(--muted);border-radius:8px}
textarea{min-height:120px;resize:vertical}
input.short{max-width:12rem}
input[type=file]{padding:10px 12px}
input::file-selector-button{font:inherit;color:var(--link);background:var(--paper);border:1px solid var(--muted);border-radius:8px;padding:4px 12px;margin-right:12px}
.wrong{color:var(--stop);font-weight:650}
button.quiet{font:inherit;font-weight:650;min-height:44px;padding:8px 20px;border:1px solid var(--link);border-radius:8px;background:none;color:var(--link);cursor:pointer;justify-self:start;text-align:left}
button.quiet:hover{text-decoration:underline}
.done{padding:8px 16px;border-radius:8px;font-weight:650;color:var(--tone);background:var(--tone-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent);justify-self:start}
.tally{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:8px}
.tally li{padding:10px 16px;border-radius:8px;line-height:1.4;font-size:.9375rem;color:var(--tone);background:var(--tone-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent)}
.tally b{display:block;font-size:1.75rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.jumps{display:flex;flex-wrap:wrap;gap:0 24px}
.watched{width:100%;border-collapse:collapse;text-align:left}
.watched thead th{color:var(--muted);font-size:.9375rem;font-weight:400;padding:8px 12px 8px 0;border-bottom:1px solid var(--muted)}
.watched tbody th,.watched td{padding:10px 12px 10px 0;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
.watched tbody th{overflow-wrap:anywhere;width:42%}
.watched .who span{display:inline-block}
.watched .who,.watched .small{display:block;line-height:1.45}
.watched .who{font-weight:650}
.watched .label{display:none}
.watched .tick{width:52px}
.tick label{display:flex;width:44px;min-height:44px;align-items:center}
.tick input{width:22px;height:22px;min-height:0;margin:0;accent-color:var(--link)}
.status-now>span:first-child{display:inline-flex;align-items:center;gap:8px;padding:2px 12px 2px 8px;border-radius:8px;line-height:1.4;color:var(--tone);background:var(--tone-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent)}
.status-now svg{width:20px;height:20px;flex:none}
.status-now b{font-weight:650}
.said{color:var(--tone)}
.named,.choices{list-style:none;padding:0}
.named li,.choices li{padding:10px 0;border-bottom:1px solid var(--line)}
.named li:first-child,.choices li:first-child{border-top:1px solid var(--line)}
.named .who{margin-left:12px}
.pair{grid-template-columns:auto auto;align-items:end;gap:8px}.pair select{min-height:44px}
.choices li{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between}
summary h2{display:inline}
@media screen and (max-width:36rem){
.watched thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.watched tr{display:grid;grid-template-columns:44px minmax(0,1fr) auto;gap:4px 8px;padding:10px 0;border-bottom:1px solid var(--line)}
.watched tbody th,.watched td{padding:0;border:0}
.watched tbody th{grid-column:2/-1}
.watched .tick{grid-row:1/3;width:auto}
.watched .status-now,.watched .last{grid-row:2}
.watched .status-now{grid-column:2}
.watched .last{grid-column:3;text-align:right}
.watched .label{display:block}
.added tr{grid-template-columns:2.5rem minmax(0,1fr)}
.added td:last-child{grid-column:2}
}
@media (max-width:22rem){button.quiet{width:100%;text-align:center}}
@media (forced-colors:active){.status-now svg{color:CanvasText}}
@media print{.tally li{padding:4pt 8pt;border:1pt solid #000}.tally b{font-size:14pt}.watched td,.watched tbody th{padding:3pt 8pt 3pt 0}.watched tr{break-inside:avoid}.watched .tick{display:none}}`;
