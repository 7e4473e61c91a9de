import { certificatesMessages } from '#provider/messages/console-certificates.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { credentialStatuses, type Language } from '#register/certificate/credential.ts';
import { addDays, addMonths, type CivilDate, civilDate } from '#register/civil-date.ts';
import type { CertificateQuery } from '#register/find/find-certificates.ts';
import { fieldMessages } from '#web/messages/problems.ts';
import type { FieldErrors } from '#web/ui/error-summary.tsx';

/** What the form of the list asks for, as it was filled in. */
export const queryFields = ['q', 'type', 'status', 'from', 'to', 'order'] as const;
export type Filled = Partial<Record<(typeof queryFields)[number] | 'cursor', string>>;

/** Whose last valid day is not longer ago may still take a refresher course instead of the whole one. */
const REFRESHER_MONTHS = 6;
export const REFRESHER = 'refresher';
const refreshed = new Set(
  catalogue.filter(({ reminderPlan }) => reminderPlan === 'firstAid').map(({ code }) => code),
);

export type Asked = Omit<CertificateQuery, 'provider' | 'on' | 'limit' | 'cursor'>;

/** What is asked for on that day, or what is wrong with which field. */
export function readQuery(
  filled: Filled,
  on: CivilDate,
  language: Language,
): { asked: Asked; errors: FieldErrors } {
  const day = (field: 'from' | 'to') => {
    const text = filled[field]?.trim();
    return text ? civilDate.safeParse(text) : undefined;
  };
  const [from, to] = [day('from'), day('to')];
  const unknown = fieldMessages.unknown_value[language];
  const type = catalogue.find(({ code }) => code === filled.type)?.code;
  const status = credentialStatuses.find((one) => one === filled.status);
  const isRefresher = filled.status === REFRESHER;
  const errors: FieldErrors = {
    ...(filled.type && !type && { type: unknown }),
    ...(filled.status && !status && !isRefresher && { status: unknown }),
    ...(from?.success === false && { from: fieldMessages.invalid_date[language] }),
    ...(to?.success === false && { to: fieldMessages.invalid_date[language] }),
    ...(from?.data && to?.data && from.data > to.data && { to: certificatesMessages.wrongOrder[language] }),
  };
  const range = { expiringFrom: from?.data, expiringTo: to?.data };
  const earliest = addMonths(on, -REFRESHER_MONTHS);
  const yesterday = addDays(on, -1);
  return {
    asked: {
      q: filled.q?.trim() || undefined,
      type,
      descending: filled.order === 'last',
      ...(isRefresher
        ? {
            status: 'expired',
            types: refreshed,
            expiringFrom: latest(range.expiringFrom, earliest),
            expiringTo: range.expiringTo && range.expiringTo < yesterday ? range.expiringTo : yesterday,
          }
        : { status, ...range }),
    },
    errors,
  };
}

const latest = (one: CivilDate | undefined, other: CivilDate) => (one && one > other ? one : other);
