import type { CivilDate } from '#register/civil-date.ts';
import type { CredentialStatus, Language } from './credential.ts';

/** The number of another certificate and the code of the provider that registered it. */
export interface CertificateReference {
  number: string;
  issuer: string;
}

/** Why an outcome is what it is, as data: days, references, schemes. */
interface CheckDetail {
  on?: CivilDate;
  by?: CertificateReference;
  issuedOn?: CivilDate;
  expiresOn?: CivilDate;
  schemes?: string[];
}

/** `unknown`: it could not be checked, which is never a pass. A check that does not apply is not listed. */
export interface Check {
  check:
    | 'registered'
    | 'notRevoked'
    | 'notSuspended'
    | 'notSuperseded'
    | 'inForce'
    | 'nameMatches'
    | 'recognisedOnIssue';
  outcome: 'pass' | 'fail' | 'unknown';
  detail?: CheckDetail;
}

export interface Match {
  number: string;
  issuer: { code: string; name: Record<Language, string> };
  type: { code: string; name: Record<Language, string>; endorsement?: string };
  /** As the provider lets it be shown. `name` is the Latin one, or the only one; `nameZh` is there beside a Latin one. */
  holder: { name: string; nameZh?: string };
  nameMatch: 'match' | 'mismatch' | 'notAsked';
  /** On the asked day, from all that is recorded by now. */
  status: CredentialStatus;
  /** The day of the revocation, suspension or supersession that the status tells of. */
  statusSince: CivilDate | null;
  /**
   * The day on which was recorded what `statusSince` tells; and where that is null, what made the register say another
   * status of the asked day than it did then (`knownThen`): a reinstatement, an extension, the registration itself.
   */
  statusRecordedOn: CivilDate | null;
  /**
   * What the register itself said at the end of the asked day, from what was recorded by then. Where it is not the
   * `status`, something was recorded later with an earlier effect. A correction holds for every day, and is not told here.
   */
  knownThen: CredentialStatus | 'notRegistered';
  /** How it stands today, and since when that is so, as `statusSince` has it; null when today is the asked day. */
  today: { status: CredentialStatus; since: CivilDate | null } | null;
  /** Days from the asked day to the last valid day; negative once it has passed; null when it does not expire. */
  daysLeft: number | null;
  issuedOn: CivilDate;
  /** The last valid day as it stood on the asked day. */
  expiresOn: CivilDate | null;
  /** The last valid day as printed, when an extension moved it. */
  extendedFrom: CivilDate | null;
  /** The extension that moved it: from which day it holds, and the provider's extension order that it is part of. */
  extension: { on: CivilDate; order: string | null } | null;
  supersededBy: CertificateReference | null;
  recognition: { scheme: string; onIssue: boolean }[];
  checks: Check[];
}

/**
 * Matches that may be meant come first, the gravest of them before others; `severalIssuers`: the codes of their providers, where there are
 * several and nothing in the question says which.
 */
export type Verdict =
  | { outcome: 'found'; on: CivilDate; matches: Match[]; severalIssuers?: string[] }
  | { outcome: 'notFound'; on: CivilDate; matches: [] };
