import type { CredentialStatus } from '#register/certificate/credential.ts';

/** The class that gives a status its colours. */
export const statusColours: Record<CredentialStatus, string> = {
  valid: 'valid',
  expiringSoon: 'soon',
  expired: 'stop',
  revoked: 'stop',
  suspended: 'stop',
  superseded: 'plain',
  notYetValid: 'plain',
};
