import type { CredentialStatus } from '#domain/credential';

/** The class that gives a status its colours. */
export const tones: Record<CredentialStatus, string> = {
  valid: 'valid',
  expiringSoon: 'soon',
  expired: 'stop',
  revoked: 'stop',
  suspended: 'stop',
  superseded: 'plain',
  notYetValid: 'plain',
};
