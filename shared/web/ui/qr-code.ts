import encodeQR from 'qr';

/** Modules of white that every reader needs around the code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** Its rows from the top, true where dark, with the white around it. Medium error correction: a scratched label still reads. */
export const qrModules = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });

/** A QR code as an SVG document that scales to any size, black on white in every colour scheme. */
export function qrCode(text: string): string {
  const modules = qrModules(text);
  const size = modules.length;
  const path = modules.map((row, y) => darkRuns(row, y)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

/** One rectangle for each run of dark modules: a third of the size of one for each module. */
function darkRuns(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
  }
  return path;
}
