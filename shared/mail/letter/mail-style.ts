/** The tokens of the house style as inline styles: mail programs drop much else. */
const FONT =
  "font-family:system-ui,-apple-system,'Segoe UI','PingFang HK','Microsoft JhengHei','Noto Sans HK','Noto Sans CJK TC',sans-serif;";

const INK = 'color:#16202b;';
const MUTED = 'color:#4a5866;';
const BODY = `${FONT}font-size:17px;`;
const HAIRLINE = '#d5dbe1';

export const tones = {
  valid: { ink: '#0a5c36', paper: '#e6f4ec' },
  soon: { ink: '#6b4200', paper: '#fff2d4' },
  expired: { ink: '#8a1c1c', paper: '#fdeaea' },
} as const;

/** Chinese needs more room between lines. */
const leading = (lang: string) => (lang === 'en' ? 'line-height:1.6;' : 'line-height:1.7;');

export const style = {
  page: 'margin:0;padding:0;background-color:#ffffff;',
  column: 'width:600px;max-width:100%;',
  cell: (lang: string) => `padding:24px 16px;word-break:break-word;${BODY}${INK}${leading(lang)}`,
  rule: `margin:0;border:0;border-top:1px solid ${HAIRLINE};`,
  panel: (paper: string) => `padding:16px 20px;background-color:${paper};border-radius:8px;`,
  title: (ink: string, lang: string) =>
    `margin:0;text-wrap:balance;${FONT}font-size:21px;font-weight:650;line-height:${lang === 'en' ? '1.4' : '1.5'};color:${ink};`,
  heading: `margin:32px 0 0;padding-top:24px;border-top:1px solid ${HAIRLINE};${FONT}font-size:18px;font-weight:650;line-height:1.5;${INK}`,
  subheading: `margin:24px 0 4px;${FONT}font-size:17px;font-weight:650;line-height:1.5;${INK}`,
  paragraph: 'margin:20px 0 0;',
  lines: 'margin:12px 0 0;',
  afterSections: `margin:32px 0 0;padding-top:24px;border-top:1px solid ${HAIRLINE};`,
  facts: `width:100%;margin-top:16px;border-collapse:collapse;text-align:left;font-variant-numeric:tabular-nums;${BODY}line-height:1.5;${INK}`,
  label: `width:38%;padding:8px 12px 8px 0;border-bottom:1px solid ${HAIRLINE};text-align:left;vertical-align:top;font-weight:400;${MUTED}`,
  value: (nowrap: boolean) =>
    `padding:8px 0;border-bottom:1px solid ${HAIRLINE};vertical-align:top;font-weight:600;${nowrap ? 'white-space:nowrap;' : ''}`,
  list: 'margin:4px 0 0;padding:0 0 0 22px;',
  item: 'margin:0 0 8px;',
  buttonCell: 'background-color:#0b5394;border-radius:8px;mso-padding-alt:10px 24px;',
  button: `display:inline-block;padding:10px 24px;${FONT}font-size:17px;font-weight:650;line-height:24px;color:#ffffff;text-decoration:none;border-radius:8px;`,
  link: 'color:#0b5394;text-decoration:underline;',
  footLink: 'display:inline-block;padding:11px 0;color:#0b5394;text-decoration:underline;',
  small: (lang: string) =>
    `margin:0 0 16px;${FONT}font-size:14px;${MUTED}${lang === 'en' ? 'line-height:1.6;' : 'line-height:1.7;'}`,
};

/** What inline styles cannot say: the dark colours, and on a phone a label above its value. */
export const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
.whole{white-space:nowrap}
@media (max-width:480px){.facts th,.facts td{display:block!important;width:auto!important}.facts th{padding:10px 0 0!important;border-bottom:0!important}.facts td{padding:0 0 10px!important}}
@media (prefers-color-scheme:dark){
.paper{background-color:#12181f!important}
.ink,.facts td{color:#e8edf2!important}
.muted,.facts th{color:#a9b6c3!important}
.rule,.facts th,.facts td{border-color:#33404d!important}
.link{color:#8cc4ff!important}
.button{background-color:#8cc4ff!important;color:#12181f!important}
.valid{background-color:#0f2a1d!important}.valid h1,.valid h2{color:#8fe0b4!important}
.soon{background-color:#2e2208!important}.soon h1,.soon h2{color:#ffd27a!important}
.expired{background-color:#331414!important}.expired h1,.expired h2{color:#ffb1ab!important}
}`;
