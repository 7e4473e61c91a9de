import { draftProblem, type OrderDraft } from '#orders/extension-order.ts';
import { extensionMessages } from '#orders/messages/console-extensions.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Language } from '#register/certificate/credential.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import { hasIdentityNumber } from '#register/names/holder-input.ts';
import { fieldMessages } from '#web/messages/problems.ts';

const MAX_REASON_LENGTH = 500;

/** As the form has it; `types` are the codes that are ticked. */
export interface ExtensionForm {
  expiringFrom: string;
  expiringTo: string;
  expiresOn: string;
  types: string[];
  reason: string;
}
type Field = 'expiringFrom' | 'expiringTo' | 'expiresOn' | 'reason';
export type ExtensionErrors = Partial<Record<Field, string>>;

export const emptyForm: ExtensionForm = {
  expiringFrom: '',
  expiringTo: '',
  expiresOn: '',
  types: [],
  reason: '',
};

export function formFrom(body: URLSearchParams): ExtensionForm {
  const text = (name: string) => body.get(name)?.trim() ?? '';
  return {
    expiringFrom: text('expiringFrom'),
    expiringTo: text('expiringTo'),
    expiresOn: text('expiresOn'),
    types: body.getAll('types').filter((code) => typeByCode(code)),
    reason: text('reason'),
  };
}

/** Why a reason cannot be kept; undefined when it can. */
export function reasonError(reason: string, language: Language): string | undefined {
  if (!reason || reason.length > MAX_REASON_LENGTH) return extensionMessages.noReason[language];
  return hasIdentityNumber(reason) ? fieldMessages.identity_number[language] : undefined;
}

/** The order that a form means, or what is to be corrected, field by field, in the reader's language. */
export function readExtension(
  form: ExtensionForm,
  on: CivilDate,
  language: Language,
): { ok: true; draft: OrderDraft } | { ok: false; errors: ExtensionErrors } {
  const [from, to, until] = [form.expiringFrom, form.expiringTo, form.expiresOn].map(
    (text) => civilDate.safeParse(text).data,
  );
  const inReason = reasonError(form.reason, language);
  const errors: ExtensionErrors = {
    ...(!from && { expiringFrom: extensionMessages.badDay[language] }),
    ...(!to && { expiringTo: extensionMessages.badDay[language] }),
    ...(!until && { expiresOn: extensionMessages.badDay[language] }),
    ...(inReason && { reason: inReason }),
  };
  if (from && to && to < from) errors.expiringTo = extensionMessages.badRange[language];
  const problem = to && until && draftProblem({ expiringTo: to, expiresOn: until }, on);
  if (problem) {
    errors.expiresOn =
      extensionMessages[problem === 'not_after_range' ? 'notAfterRange' : 'tooLong'][language];
  }
  if (!from || !to || !until || Object.keys(errors).length) return { ok: false, errors };
  const types = form.types.flatMap((code) => typeByCode(code)?.code ?? []);
  return {
    ok: true,
    draft: {
      expiringFrom: from,
      expiringTo: to,
      expiresOn: until,
      reason: form.reason,
      ...(types.length && { types }),
    },
  };
}
