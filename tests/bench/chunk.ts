import type { ImportChunk } from '#tables/import-job.ts';

export const ROWS_A_CHUNK = 100;

/** The n-th chunk of a provider's rows, each a certificate of its own, as an import of its own. */
export function chunkOf(n: number): ImportChunk {
  const rows = Array.from({ length: ROWS_A_CHUNK }, (_, i) => {
    const serial = String(n * ROWS_A_CHUNK + i).padStart(6, '0');
    const cells = {
      number: `SPMC-OFA-2024-${serial}`,
      type: 'OFA',
      nameEn: 'CHAN Tai Man',
      nameZh: '陳大文',
      email: `chan.taiman${serial}@example.com`,
      language: 'zh-HK',
      issuedOn: '2024-03-01',
      expiresOn: '2027-02-28',
    };
    return { row: i + 2, cells };
  });
  return { importId: `bench-${n}`, provider: 'SPMC', keyId: 'bench', n, rows };
}
