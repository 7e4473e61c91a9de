import { oneLine, providerRole } from '#mail/letter/naming.ts';
import { typeByCode } from '#register/catalogue/catalogue.ts';
import type { Provider } from '#register/catalogue/provider.ts';
import type { Credential, CredentialStatus } from '#register/certificate/credential.ts';
import { NOBODY, verify } from '#register/certificate/verification.ts';
import { type CivilDate, hongKongDay, type Instant } from '#register/civil-date.ts';
import { canonicalPath } from '#web/http/verify-address.ts';
import { longDate } from '#web/messages/dates.ts';
import { askedAt, factMessages, printedDate } from '#web/messages/pages.ts';
import { type BilingualText, statusMessages, verdictSentence } from '#web/messages/verdict.ts';

interface ProofLine {
  label: BilingualText;
  /** One text for both languages where they have the same. */
  value: BilingualText | string;
}

/** One certificate as its holder shows it: with the whole name, in both languages, and as the register says of it now. */
export interface Proof {
  credential: Credential;
  /** By its code where it is not in the directory. */
  provider: Pick<Provider, 'code' | 'name' | 'contact'>;
  title: BilingualText;
  /** As registered: the Latin name, the Chinese one, or both. */
  names: string[];
  lines: ProofLine[];
  status: CredentialStatus;
  /** What the status is called, and the sentence that says it whole. */
  word: BilingualText;
  sentence: BilingualText;
  /** When the register was asked. */
  asked: BilingualText;
  /** The last valid day, if it has one. */
  expiresOn: CivilDate | null;
  /** The path that the QR code leads to. */
  verifyPath: string;
}

/** Whatever its provider discloses to others: what is the holder's own is whole. */
export function describeProof(credential: Credential, provider: Provider | undefined, at: Instant): Proof {
  const on = hongKongDay(at);
  const whole = provider && { ...provider, disclosure: 'full' as const };
  // It is the holder's to show, and so is what took its place.
  const [match] = verify([{ credential, provider: whole }], { on, today: on, wantName: NOBODY }).matches;
  if (!match) throw new Error('a certificate without a verdict');
  const { number, issuer, type, status, issuedOn, expiresOn, extendedFrom, supersededBy } = match;
  const newer = status === 'superseded' && supersededBy ? supersededBy.number : '';
  const inBoth = (say: (language: 'en' | 'zh-HK') => string): BilingualText => ({
    en: say('en'),
    'zh-HK': say('zh-HK'),
  });
  const doesNotExpire = typeByCode(type.code)?.expiry.kind === 'none';
  const lastDay = inBoth((language) =>
    expiresOn
      ? longDate(expiresOn, language)
      : factMessages[doesNotExpire ? 'doesNotExpire' : 'expiryUnknown'][language],
  );
  return {
    credential,
    provider: provider ?? issuer,
    title: type.name,
    names: [credential.nameEn, credential.nameZh].flatMap((name) => (name ? [oneLine(name)] : [])),
    lines: [
      { label: factMessages.number, value: oneLine(number) },
      {
        label: factMessages[providerRole(credential) === 'provider' ? 'issuer' : 'registeredBy'],
        value: inBoth((language) => oneLine(issuer.name[language])),
      },
      { label: factMessages.issuedOn, value: inBoth((language) => longDate(issuedOn, language)) },
      {
        label: factMessages.expiresOn,
        value: inBoth((language) =>
          extendedFrom
            ? `${lastDay[language]} ${printedDate(extendedFrom, match.extension, language)}`
            : lastDay[language],
        ),
      },
    ],
    status,
    word: statusMessages[status],
    sentence: inBoth((language) => `${verdictSentence(match, on, on, language)} ${newer}`.trim()),
    asked: inBoth((language) => askedAt(on, at, language)),
    expiresOn,
    verifyPath: canonicalPath(number, issuer.code),
  };
}
