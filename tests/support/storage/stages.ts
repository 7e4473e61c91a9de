import { type StageSettings, stageSettings } from '#infra/stage';

/** What whoever deploys has to set; no stage that keeps data is deployed without. */
export const FILLED = {
  'mail.from': 'reminders@firstaid.hk',
  'mail.identity': 'firstaid.hk',
  contactEmail: 'privacy@firstaid.hk',
  alarmEmail: 'duty@firstaid.hk',
  publicUrl: 'https://verify.firstaid.hk',
  canaryNumber: 'FAHK-OFA-00001',
  backupCopyTo: 'arn:aws:backup:ap-southeast-1:123456789012:backup-vault:certkeeper-copies',
} as const;

/** A stage with these settings, or others. */
export function filled(name: string, fields: Record<string, unknown> = {}): StageSettings {
  const given: Record<string, unknown> = { ...FILLED, ...fields };
  return stageSettings(name, (field) => given[field]);
}

/** For a stage with CloudFront in front. */
export const WITH_EDGE = {
  'edge.certificateArn': 'arn:aws:acm:us-east-1:123456789012:certificate/1234',
  'edge.origin': 'abc.execute-api.ap-east-1.amazonaws.com',
} as const;
