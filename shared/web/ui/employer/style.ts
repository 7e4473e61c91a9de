import { baseStyle } from '#web/ui/base-style.ts';
import { coverageStyle } from './coverage-style.ts';
import { listStyle } from './list-style.ts';
import { watchStyle } from './watch-style.ts';

/** The only style of these pages, written into each of them; the CSP allows it by its hash. Tokens: look.md. */
export const style = `${baseStyle}${coverageStyle}${watchStyle}
.target{display:inline-flex;align-items:center;min-height:44px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.refused{color:var(--stop);background:var(--stop-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent);border-radius:8px;padding:12px 16px;font-weight:650}
textarea{font:inherit;color:inherit;background:var(--paper);width:100%;min-width:0;padding:8px 12px;border:1px solid var(--muted);border-radius:8px;resize:vertical}
a.button{display:inline-flex;align-items:center;min-height:44px;padding:8px 20px;border:1px solid var(--link);border-radius:8px;color:var(--link);text-decoration:none;font-weight:650}
a.button:hover{text-decoration:underline}
.actions{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center}
.chip{display:inline-block;padding:0 10px;border-radius:8px;font-weight:650;color:var(--tone);background:var(--tone-bg);border:1px solid color-mix(in srgb,currentColor 28%,transparent)}
${listStyle}`;
