import { holderName } from '#mail/letter/naming.ts';
import type { Language } from '#register/certificate/credential.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';

/** By the names as they are shown in that language; upper or lower case does not make two people. */
export function hasOneHolder(due: readonly CertificateNotice[], lang: Language): boolean {
  return new Set(due.map(({ credential }) => holderName(credential, lang).toLowerCase())).size === 1;
}

/** Groups that differ in holder and number alone, such as a class that an employer registered under one address. */
export function alike(
  due: readonly CertificateNotice[],
): (readonly [CertificateNotice, ...CertificateNotice[]])[] {
  const groups = Map.groupBy(due, ({ credential, provider, expiresOn, stageId }) =>
    JSON.stringify([credential.type, provider.code, expiresOn, credential.expiresOn, stageId]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));
}
