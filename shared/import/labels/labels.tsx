import { Hono } from 'hono';
import * as z from 'zod';
import { registeredIn, slice } from '#import/console/imports-slice.ts';
import type { ImportDeps } from '#import/deps.ts';
import { listChunkCounts, listImportRegistered } from '#import/list-import-rows.ts';
import { labelMessages } from '#import/messages/console-labels.ts';
import { reportImport } from '#import/report-import.ts';
import type { Credential } from '#register/certificate/credential.ts';
import { statusOn } from '#register/certificate/history.ts';
import { normaliseNumber } from '#register/certificate-number.ts';
import { hongKongDay } from '#register/civil-date.ts';
import { show } from '#web/console/page.tsx';
import { signedInKey } from '#web/console/signed-in-request.ts';
import { refuseOtherMethods } from '#web/http/app.ts';
import { validate } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';
import { ProblemError } from '#web/http/problem.ts';
import { LABELS_A_SHEET, LabelsPage } from './label-sheet.tsx';

/** Ten sheets: what a printer takes in one go, and a page can draw at once. */
const LABELS_A_PART = 10 * LABELS_A_SHEET;

const labelsQuery = z.object({
  part: z.coerce.number().int().min(1).max(10_000).default(1),
  used: z.coerce
    .number()
    .int()
    .min(0)
    .max(LABELS_A_SHEET - 1)
    .default(0),
});

/** Labels with a QR code for each certificate of a file. */
export function labelRoutes(deps: ImportDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/:id/labels', async (c) => {
    const language = c.get('language');
    const { part, used } = validate(c, labelsQuery, c.req.query());
    const id = { provider: signedInKey(c).provider, importId: c.req.param('id') };
    const report = await reportImport(deps, id);
    if (!report) throw new ProblemError('not_found');
    const rows = await slice(
      (cursor) => listImportRegistered(deps, { ...id, cursor }),
      listChunkCounts(deps, id),
      {
        part,
        size: LABELS_A_PART,
        countIn: registeredIn,
      },
    );
    const { accepted, updated, unchanged } = report.rows;
    return show(c, 200, {
      title: labelMessages.title[language],
      place: 'imports',
      children: (
        <LabelsPage
          back={{
            href: `/console/imports/${encodeURIComponent(id.importId)}`,
            name: labelMessages.toFile[language],
          }}
          none={labelMessages.none[language]}
          credentials={
            await inForce(
              id.provider,
              rows.map(({ number }) => number),
            )
          }
          part={part}
          parts={Math.ceil((accepted + updated + unchanged) / LABELS_A_PART)}
          used={used}
          publicBaseUrl={deps.publicBaseUrl}
          language={language}
        />
      ),
    });
  });
  refuseOtherMethods(app, '/:id/labels', ['GET']);

  /** Each certificate once, in the order of the file. */
  async function inForce(provider: string, numbers: string[]): Promise<Credential[]> {
    const today = hongKongDay(deps.clock());
    const keys = new Set(numbers.flatMap((number) => keyOfNumber(number)));
    const found = await Promise.all([...keys].map((key) => deps.credentials.get(key, provider)));
    return found.flatMap((record) =>
      record && statusOn(record.credential, today) !== 'revoked' ? [record.credential] : [],
    );
  }

  return app;
}

function keyOfNumber(number: string): string[] {
  const normalised = normaliseNumber(number);
  return normalised.ok ? [normalised.key] : [];
}
