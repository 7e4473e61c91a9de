import { LABELS_A_SHEET, LabelsPage } from '#import/labels/label-sheet.tsx';
import { labelMessages } from '#import/messages/console-labels.ts';
import type { ApiDeps } from '#provider/deps.ts';
import { formMessages } from '#provider/messages/console-record-actions.ts';
import { statusOn } from '#register/certificate/history.ts';
import { hongKongDay } from '#register/civil-date.ts';
import type { Registered } from '#register/ports/register.ts';
import { type ConsoleContext, show } from '#web/console/page.tsx';
import { recordPath } from '#web/console/record-path.ts';

/** The label of one certificate, at whichever place of the sheet is still free. */
export function showLabel(c: ConsoleContext, deps: ApiDeps, { credential }: Registered) {
  const language = c.get('language');
  const isRevoked = statusOn(credential, hongKongDay(deps.clock())) === 'revoked';
  const used = Number(c.req.query('used') ?? 0);
  return show(c, 200, {
    title: `${labelMessages.one[language]} ${credential.number}`,
    place: 'certificates',
    children: (
      <LabelsPage
        back={{ href: recordPath(credential.number), name: formMessages.toRecord[language] }}
        none={labelMessages.noneOfOne[language]}
        credentials={isRevoked ? [] : [credential]}
        part={1}
        parts={1}
        used={Number.isInteger(used) && used > 0 && used < LABELS_A_SHEET ? used : 0}
        publicBaseUrl={deps.publicBaseUrl}
        language={language}
      />
    ),
  });
}
