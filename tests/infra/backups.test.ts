import { describe, expect, test } from 'vitest';
import { FILLED, filled } from '#support/storage/stages';
import { deployed, ofType, only, synthesise } from '#support/storage/template';

const { registry, service } = deployed('prod');

describe('a stage with a place for copies', () => {
  test('puts its table into a vault every night, and from there elsewhere, for as long as it could be restored here', () => {
    expect(only(service, 'AWS::Backup::BackupPlan')['BackupPlan']).toMatchObject({
      BackupPlanRule: [
        {
          TargetBackupVault: 'Backups.BackupVaultName',
          ScheduleExpression: 'cron(0 18 * * ? *)',
          Lifecycle: { DeleteAfterDays: 7 },
          CopyActions: [
            { DestinationBackupVaultArn: FILLED.backupCopyTo, Lifecycle: { DeleteAfterDays: 35 } },
          ],
        },
      ],
    });
    expect(only(service, 'AWS::Backup::BackupSelection')['BackupSelection']).toMatchObject({
      Resources: ['Table'],
    });
  });

  test('keeps the vault with what else is kept, without a key that nobody needs', () => {
    const [vault] = ofType(registry, 'AWS::Backup::BackupVault');
    expect(vault).toMatchObject({ deletionPolicy: 'Retain' });
    expect(vault?.properties).not.toHaveProperty('EncryptionKeyArn');
    expect(ofType(registry, 'AWS::KMS::Key')).toEqual([]);
  });

  test('has a key that the other account may use where the copy leaves its own', () => {
    const apart = synthesise(filled('prod', { account: '210987654321' })).registry;
    const [vault] = ofType(apart, 'AWS::Backup::BackupVault');
    expect(vault?.properties).toHaveProperty('EncryptionKeyArn', 'BackupKey');
    const [key] = ofType(apart, 'AWS::KMS::Key');
    expect(key).toMatchObject({ deletionPolicy: 'Retain', properties: { EnableKeyRotation: true } });
    expect(JSON.stringify(key?.properties['KeyPolicy'])).toMatch(/kms:Decrypt.*:iam::123456789012:root/);
    // In its own account none is needed, whatever its number.
    const same = synthesise(filled('prod', { account: '123456789012' })).registry;
    expect(ofType(same, 'AWS::KMS::Key')).toEqual([]);
  });

  test('rings when a backup or a copy comes to nothing', () => {
    const rule = ofType(service, 'AWS::Events::Rule').find(({ name }) => name === 'BackupsFailed');
    expect(rule?.properties).toMatchObject({
      EventPattern: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change', 'Copy Job State Change'],
        detail: { resourceArn: ['Table'], state: ['FAILED', 'ABORTED', 'EXPIRED'] },
      },
      Targets: [{ Arn: 'BackupsDeadLetters' }],
    });
  });
});

test('a stage without one has neither vault nor plan', () => {
  for (const { registry: kept, service: runs } of [
    deployed('dev'),
    synthesise(filled('prod', { backupCopyTo: undefined })),
  ])
    expect([...kept, ...runs].filter(({ type }) => type.startsWith('AWS::Backup::'))).toEqual([]);
});

test.each([
  ['copies', {}],
  ['arn:aws:backup:ap-east-1:123456789012:backup-vault:here', {}],
  ['arn:aws:backup:ap-east-1:123456789012:backup-vault:here', { account: '123456789012' }],
])('%s with %j is refused', (backupCopyTo, fields) => {
  expect(() => filled('prod', { ...fields, backupCopyTo })).toThrow(
    /^stage prod: backupCopyTo is [^\n;]+;?[^\n]*$/,
  );
});

test('the same region is good where the account is another', () => {
  const backupCopyTo = 'arn:aws:backup:ap-east-1:123456789012:backup-vault:there';
  expect(filled('prod', { backupCopyTo, account: '210987654321' }).backupCopyTo).toBe(backupCopyTo);
});
