import { expiringMessages } from '#provider/messages/console-expiring.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { ExpiringReport } from '#register/change/report-expiring.ts';

const WIDTH = 320;
const HEIGHT = 140;
const BASELINE = 112;
const TOP = 20;

/** A bar a month, with the figures in a table beside it for those who cannot see it. */
export function ExpiringChart({ report, language }: { report: ExpiringReport; language: Language }) {
  const { months } = report;
  const most = Math.max(1, ...months.map(({ count }) => count));
  const step = WIDTH / months.length;
  return (
    <figure class="chart">
      <figcaption>{expiringMessages.chart[language]}</figcaption>
      <div class="row">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
          <path d={`M0 ${BASELINE}.5h${WIDTH}`} class="axis" />
          {months.map(({ month, count }, i) => {
            const height = Math.round(((BASELINE - TOP) * count) / most);
            const middle = step * (i + 0.5);
            return (
              <>
                <rect x={middle - step * 0.3} y={BASELINE - height} width={step * 0.6} height={height} />
                <text x={middle} y={BASELINE - height - 6}>
                  {count}
                </text>
                <text x={middle} y={HEIGHT - 8}>
                  {month}
                </text>
              </>
            );
          })}
        </svg>
        <table>
          <thead>
            <tr>
              <th scope="col">{expiringMessages.month[language]}</th>
              <th scope="col" class="figure">
                {expiringMessages.count[language]}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, count }) => (
              <tr>
                <th scope="row" class="day">
                  {month}
                </th>
                <td class="figure">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
