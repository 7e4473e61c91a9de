import { baseStyle } from '#web/ui/base-style.ts';

/** The style of the console: the base, and what tables, long forms and progress need. Allowed by its hash. */
export const style = `${baseStyle}
.bar,main,.foot,nav ul,.finder form{max-width:60rem}
nav{border-top:1px solid var(--line)}
nav ul{list-style:none;margin:0 auto;padding:0 16px;display:flex;flex-wrap:wrap;gap:0 20px}
nav a{display:inline-flex;align-items:center;min-height:44px;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
nav a[aria-current]{font-weight:650;box-shadow:inset 0 -3px var(--link)}
.finder{display:block;border-top:1px solid var(--line);background:var(--wash)}
.finder form{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:4px 12px;align-items:center;margin:0 auto;padding:8px 16px}
.finder label{font-weight:400;color:var(--muted)}
.finder input{min-height:44px}
.narrow{display:none}
@media (max-width:36rem){.wide{display:none}.narrow{display:block}.narrow>summary{min-height:44px;padding:9px 16px;width:auto}.narrow ul{display:block}.narrow a{display:flex}}
@media (max-width:36rem){.finder form{grid-template-columns:minmax(0,1fr) auto}.finder label{grid-column:1/-1}}
.who{display:flex;flex-wrap:wrap;align-items:center;justify-content:flex-end;gap:0 16px;color:var(--muted);font-size:.9375rem}
.who form{display:inline}
.measure{max-width:42rem}
.row{display:flex;flex-wrap:wrap;gap:12px;align-items:end}
.row .field{flex:1 1 14rem}
.cards{display:grid;gap:24px;grid-template-columns:minmax(0,1fr)}
.scroll{position:relative;overflow-x:auto;border:1px solid var(--line);border-radius:8px}
.scroll:focus-visible{outline-offset:-3px}
.scroll.tall{max-height:70vh;overflow:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.5}
th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child>td,tr:last-child>th{border-bottom:0}
thead th{position:sticky;top:0;background:var(--wash);font-weight:650;white-space:nowrap}
.figure{text-align:right;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:8px 12px;color:var(--muted)}
textarea,select{font:inherit;color:inherit;background:var(--paper);width:100%;min-width:0;min-height:48px;padding:8px 12px;border:1px solid var(--muted);border-radius:8px}
textarea{min-height:96px;resize:vertical}
button.second,a.button{font:inherit;min-height:44px;padding:8px 20px;border:1px solid var(--muted);border-radius:8px;background:var(--paper);color:var(--link);cursor:pointer;display:inline-flex;align-items:center;text-decoration:none;justify-self:start}
button.second:hover,a.button:hover{text-decoration:underline}
button.danger{font:inherit;font-weight:650;min-height:48px;padding:8px 28px;border:1px solid transparent;border-radius:8px;background:var(--stop);color:var(--paper);cursor:pointer;justify-self:start}
.badge{display:inline-block;padding:0 10px;border-radius:8px;border:1px solid color-mix(in srgb,currentColor 28%,transparent);color:var(--tone);background:var(--tone-bg);white-space:nowrap}
figure{margin:0}
figcaption{color:var(--muted);font-size:.9375rem;padding-bottom:8px}
.chart .row{gap:24px;align-items:center}
.chart svg{flex:1 1 16rem;max-width:26rem;height:auto}
.chart rect{fill:var(--link)}
.chart .axis{stroke:var(--line);fill:none}
.chart text{fill:var(--ink);font-size:13px;text-anchor:middle;font-variant-numeric:tabular-nums}
.chart table{flex:1 1 12rem;width:auto}
fieldset{border:0;margin:0;padding:0;display:grid;gap:8px;min-width:0}
legend{font-weight:650;padding:0}
.ticks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:0 16px}
.ticks label{display:flex;gap:12px;align-items:center;min-height:44px;font-weight:400}
.ticks label span{color:inherit}
input[type=checkbox],input[type=radio]{width:22px;height:22px;min-height:0;flex:none;accent-color:var(--link)}
.option{display:flex;gap:12px;align-items:center;min-height:44px;font-weight:400}
.choices{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:12px}
.links{display:flex;flex-wrap:wrap;gap:4px 24px}
.links a{display:inline-flex;align-items:center;min-height:44px}
.steps{padding-left:1.4em;display:grid;gap:10px}
.changes{list-style:none;padding:0;display:grid;gap:4px;font-weight:400}
.changes .small{display:block}
tbody th{font-weight:650}
.what{min-width:9rem}
.said{min-width:11rem}
h1 .long{font-size:clamp(.8125rem,4.4vw,1.5rem)}
[hidden]{display:none!important}
.drop{display:grid;gap:12px;padding:20px;border:2px dashed var(--muted);border-radius:8px;background:var(--wash)}
.drop.over{border-style:solid;border-color:var(--link);background:var(--plain-bg)}
.drop label{font-size:1.25rem;line-height:1.35}
input[type=file]{padding:10px 12px}
input::file-selector-button{font:inherit;color:var(--link);background:var(--paper);border:1px solid var(--muted);border-radius:8px;padding:4px 12px;margin-right:12px;cursor:pointer}
.file{overflow-wrap:anywhere}
td form button.second{white-space:nowrap}
th.file{min-width:9rem;font-weight:400}
.button.main{color:var(--paper);background:var(--link);border-color:transparent;font-weight:650;min-height:48px;padding:8px 28px}
.own{display:block;color:var(--muted)}
.rejected .value{max-width:14rem;overflow-wrap:anywhere}
@media (min-width:40rem){.rejected .reason{min-width:18rem}.rejected .value{min-width:8rem}.rejected td:nth-of-type(1){min-width:9rem}}
@media (max-width:40rem){.rejected thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rejected tr{display:grid;grid-template-columns:4rem minmax(0,1fr);padding:6px 0;border-bottom:1px solid var(--line)}
.rejected td,.rejected tbody th{border:0;padding:2px 12px}.rejected td{grid-column:2}.rejected .value{max-width:none}.rejected .own{display:inline;margin-left:.5em}}
.plain-list{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:8px}
.lines{list-style:none;padding:0;margin:0 0 4px}
.plain-list .badge{white-space:normal}
.sheets{overflow-x:auto;display:grid;gap:24px}
.sheet{list-style:none;padding:0;width:210mm;height:296mm;display:grid;grid-template-columns:repeat(3,70mm);grid-auto-rows:37mm;background:#fff;color:#000}
.sheet li{display:flex;gap:2mm;align-items:center;padding:2.5mm 3mm 2.5mm 2mm;overflow:hidden;font-size:8pt;line-height:1.25;outline:1px dashed #999;outline-offset:-1px}
.sheet .code{flex:none;width:30mm}
.sheet .code svg{display:block;width:100%}
.sheet .num{white-space:normal;overflow-wrap:anywhere;font-size:7.5pt;font-weight:650}
.sheet .han{white-space:nowrap}
.sheet .where{font-size:6.5pt;padding-top:1mm;overflow-wrap:anywhere}
@media screen and (max-width:40rem){
.listed,.listed tbody,.listed tr,.listed th,.listed td{display:block}
.listed thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.listed tr{padding:12px;border-bottom:1px solid var(--line)}.listed tr:last-child{border-bottom:0}
.listed th,.listed td{padding:2px 0;border:0;text-align:left}
.listed td,.listed th[data-label]{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:8px}
.listed [data-label]::before{content:attr(data-label);color:var(--muted)}
}
div.qr svg{display:block;width:12rem}
progress{width:100%;height:20px;accent-color:var(--link)}
.secret{font:1rem/1.6 ui-monospace,SFMono-Regular,Consolas,monospace;overflow-wrap:anywhere;user-select:all}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){button.danger,.badge{border-color:currentColor}}
@media (max-width:30rem){.who{flex-wrap:nowrap}.who>span{display:none}}
@page labels{size:A4;margin:.5mm 0 0}
@media print{.sheet{page:labels;break-after:page}.sheet li{outline:0}.sheets{display:block;overflow:visible}body:has(.sheet)>header,body:has(.sheet)>footer{display:none}main:has(.sheet){display:block;padding:0;margin:0}
nav,.narrow,.who,.finder{display:none}.scroll{overflow:visible;border:0;max-height:none}}
`.trim();
