/** The coverage chart, and the list to print. Lengths along the time axis are percentages, so that text keeps its size. */
export const coverageStyle = `
.coverage{margin:0;display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}
.coverage figcaption{font-weight:650}
.coverage>svg{display:block;width:100%;height:200px;overflow:visible}
.coverage text{fill:var(--ink);font-size:13px;font-variant-numeric:tabular-nums}
.coverage .bar-of,.coverage .short-of{shape-rendering:crispEdges}
.coverage .bar-of{fill:var(--link);fill-opacity:.3}
.coverage .short-of{fill:url(#coverage-short)}
.coverage .declared-of{fill:var(--paper);fill-opacity:.7;stroke:var(--link);stroke-width:1;stroke-dasharray:3 3;shape-rendering:crispEdges}
.coverage .hatch{fill:var(--stop-bg)}
.coverage .hatched{stroke:var(--stop);stroke-width:3}
.coverage .top{stroke:var(--link);stroke-width:3}
.coverage .short-top,.coverage .first-short{stroke:var(--stop);stroke-width:3}
.coverage .first-short{stroke-width:2}
.coverage text.short-label{fill:var(--stop);font-weight:650}
.coverage .needed{stroke:var(--ink);stroke-width:2;stroke-dasharray:7 5}
.coverage .now{stroke:var(--ink);stroke-width:2}
.coverage .axis{stroke:var(--muted);stroke-width:1}
.coverage .key{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px;font-size:.9375rem}
.coverage .key li{display:flex;align-items:center;gap:8px}
.coverage .key svg{width:28px;height:14px;flex:none}
.coverage table{border-collapse:collapse;width:100%;max-width:32rem;font-size:.9375rem}
.coverage th,.coverage td{text-align:start;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);font-weight:400}
.coverage thead th{color:var(--muted)}
.coverage .figure{text-align:end}
.coverage .fewer{color:var(--stop);font-weight:650}
.sheet{display:grid;gap:20px;grid-template-columns:minmax(0,1fr)}
.sheet h1{font-size:1.75rem}
.sheet h1 span,.sheet td>span,.sheet th>span,.sheet .both>span{display:block}
.sheet .site{font-size:1.25rem;font-weight:650}
.sheet table{border-collapse:collapse;width:100%;font-size:1.125rem}
.sheet th,.sheet td{text-align:start;vertical-align:top;padding:12px 16px 12px 0;border-bottom:1px solid var(--line)}
.sheet th{font-weight:650}
.sheet thead th{color:var(--muted);font-size:.9375rem;font-weight:400;border-bottom-width:2px}
.sheet tbody th{font-size:1.25rem;width:36%}
@media (max-width:36rem){.sheet thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.sheet table,.sheet tbody,.sheet tr,.sheet tbody th,.sheet td{display:block;width:auto;padding:0;border:0}
.sheet tr{padding:12px 0;border-bottom:1px solid var(--line)}.sheet td[data-label]::before{content:attr(data-label);display:block;color:var(--muted);font-size:.9375rem}}
.notice .mark{display:flex;align-items:center;gap:24px;padding:24px;border:4px solid var(--valid);border-radius:8px;color:var(--valid)}
.notice .mark svg{width:96px;height:96px;flex:none}
.notice .mark h1{font-size:2.75rem;line-height:1.15}
.helpers{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:4px 24px;font-size:1.125rem;font-weight:650}
.lines>div{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:end}
.lines dt{font-size:1rem;color:var(--ink)}
.lines dd{flex:1 1 12rem;min-height:2.25rem;border-bottom:1px solid var(--muted)}
.emergency{font-size:1.5rem;font-weight:650}
@media (forced-colors:active){.coverage .bar-of{fill:Canvas;stroke:CanvasText}.coverage .hatch{fill:Canvas}
.coverage line,.coverage .hatched{stroke:CanvasText}.coverage text,.coverage text.short-label{fill:CanvasText}}
@media print{.coverage{break-inside:avoid}.coverage text{font-size:9pt}.coverage .bar-of{fill:#bbb;fill-opacity:1}
.sheet{gap:12pt}.sheet h1{font-size:24pt}.sheet .site{font-size:17pt}.sheet table{font-size:13pt}.sheet thead th,.sheet .small{font-size:11pt}
.sheet tbody th{font-size:18pt}.sheet tr{break-inside:avoid}.sheet th,.sheet td{padding:6pt 10pt 6pt 0}
.many h1{font-size:15pt}.many h1 span{display:inline;margin-right:8pt}.many .site{font-size:13pt}
.many thead{display:none}.many tbody{display:grid;grid-template-columns:1fr 1fr 1fr;gap:0 10pt}.many table{display:block}
.many tr,.many tbody th,.many td{display:block;padding:0;border:0;width:auto}.many tr{padding:2pt 0;border-bottom:.75pt solid #999}
.many tbody th{font-size:10pt;line-height:1.25}.many tbody th span,.many td span{display:inline;margin-right:4pt}
.many td{font-size:7pt;line-height:1.2}.many td[data-label]::before{content:attr(data-label) " "}
.many .small{font-size:8pt}.many .both>span{display:inline;margin-right:6pt}body:has(.many,.notice) .foot{display:none}
.notice{gap:14pt}.notice .mark{border:3pt solid #000;padding:12pt 18pt}.notice .mark svg{width:72pt;height:72pt}.notice .mark h1{font-size:40pt}
.helpers{grid-template-columns:1fr 1fr;font-size:12pt;gap:2pt 14pt}.lines dt{font-size:12pt}.lines dd{min-height:24pt;border-color:#000}.emergency{font-size:20pt}}`;
