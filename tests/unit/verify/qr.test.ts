import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { instant } from '#register/civil-date.ts';
import { createSite } from '#verify/site/site.tsx';
import { qrCode } from '#web/ui/qr-code.ts';

/** What a telephone would read: the drawing as pixels, given to a decoder. */
function read(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  const dark = /<path d="([^"]+)"/.exec(svg)?.[1] ?? '';
  for (const [, x, y, length] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py++) {
      for (let px = Number(x) * scale; px < (Number(x) + Number(length)) * scale; px++) {
        data.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}

const asked: string[] = [];
const site = createSite({
  credentials: {
    async findByKey(key) {
      asked.push(key);
      return [];
    },
  },
  providers: { get: async () => undefined, prepare: async () => {} },
  clock: () => instant.parse('2026-11-21T01:15:00.000Z'),
  publicBaseUrl: 'https://certkeeper.example',
  contactEmail: 'privacy@certkeeper.example',
  lookupsPerMinute: 300,
  edgeSecret: '',
  padResponseTime: () => (_, next) => next(),
  log: () => {},
});

describe('the QR code of a certificate', () => {
  it('reads as the canonical verify address, whatever the number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9][A-Z0-9/ -]{3,30}$/), (number) => {
        const address = `https://certkeeper.example/verify/${encodeURIComponent(number)}?issuer=SPMC`;
        expect(read(qrCode(address))).toBe(address);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['/qr/SPMC/SPMC-OFA-2024-00017.svg', 'https://certkeeper.example/verify/SPMC-OFA-2024-00017?issuer=SPMC'],
    ['/qr/spmc/OFA%2F24%2F7.svg', 'https://certkeeper.example/verify/OFA%2F24%2F7?issuer=SPMC'],
    ['/qr/SPMC/A.B.C.1.svg', 'https://certkeeper.example/verify/A.B.C.1?issuer=SPMC'],
  ])('%s is served as an image that may be kept', async (path, address) => {
    const response = await site.request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(read(await response.text())).toBe(address);
  });

  it.each([
    ['/qr/S-P/SPMC-OFA-2024-00017.svg', 404],
    ['/qr/SPMC/x.svg', 422],
    ['/qr/DEMO/AC-0001%0d%0aX.svg', 422],
    ['/qr/DEMO/AC-0001%0a.svg', 422],
    ['/qr/SPMC/SPMC-OFA-2024-00017', 404],
  ])('%s is not', async (path, status) => {
    expect((await site.request(path)).status).toBe(status);
  });

  it('never asks the register, so that it tells nobody what is in it', () => {
    expect(asked).toEqual([]);
  });
});
