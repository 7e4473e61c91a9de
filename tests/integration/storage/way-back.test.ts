import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createProviderList } from '#storage/access/provider-directory.ts';
import { restoreSettings } from '#storage/restored-table.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createReminderRun } from '#support/mail/reminder-run';
import { createRegistry, day, instantFrom, type Registry } from '#support/storage/registry';
import { holdBack } from '../../../operator/restore/hold-back.ts';

/** The instant that the backup is of: the morning's mails go after it. */
const lostSince = instantFrom('2027-01-29T00:59:00.000Z');
const now = instantFrom('2027-01-29T08:00:00.000Z');
const morning = day('2027-01-29');

let lost: Registry;
let backup: string;

beforeEach(async () => {
  lost = await createRegistry();
  const { certificate } = createReminderRun(lost);
  await certificate('BACK-0001');
  await certificate('BACK-0002', { email: 'lee@example.com', nameEn: 'LEE Siu Ming' });
  await lost.providerRepository.addProvider({
    code: 'SPMC',
    name: { en: 'A provider', 'zh-HK': '培訓機構' },
    disclosure: 'masked',
    approvals: [],
    digestEmail: 'office@example.com',
  });
  backup = await lost.everythingStored();
});

/** What a restore gives: the items and indexes, and nothing else of the table. */
async function restored(): Promise<Registry> {
  const registry = await createRegistry();
  for (const Item of JSON.parse(backup))
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: registry.tableName, Item }));
  return registry;
}

async function mailsOf(registry: Registry): Promise<string[]> {
  const reminders = createReminderRun(registry);
  await reminders.day(morning, now);
  const notices = createNoticeService(registry);
  notices.now = now;
  for (const subject of await notices.plan(morning)) await notices.send(subject);
  return [...reminders.taken, ...notices.taken].map(({ mail }) => `${mail.to}: ${mail.subject}`);
}

const adopt = ({ table }: Registry) => holdBack(table, createProviderList(table), { lostSince, now });
const itemsOf = async (registry: Registry) =>
  (JSON.parse(await registry.everythingStored()) as { pk: { S: string }; sk: { S: string } }[]).toSorted(
    (a, b) => `${a.pk.S} ${a.sk.S}`.localeCompare(`${b.pk.S} ${b.sk.S}`),
  );

describe('the way back from a lost table', () => {
  it('repeats no mail that went since the restored instant; without holding back each would go again', async () => {
    const sent = await mailsOf(lost);
    expect(sent).toHaveLength(3);
    expect((await mailsOf(await restored())).sort()).toEqual(sent.sort());
    const adopted = await restored();
    expect(await adopt(adopted)).toEqual({ reminders: 2, digests: 1, alerts: 0 });
    expect(await mailsOf(adopted)).toEqual([]);
  });

  it('leaves every item as it was in the backup, and adds only what is held back', async () => {
    const adopted = await restored();
    const before = await itemsOf(adopted);
    expect(JSON.stringify(before)).toBe(JSON.stringify(await itemsOf(await restored())));
    await adopt(adopted);
    const after = await itemsOf(adopted);
    const added = after.filter(({ pk, sk }) => /^(REMINDER|NOTICE)/.test(sk.S) && pk);
    expect(added).toHaveLength(3);
    expect(after.filter((item) => !added.includes(item))).toEqual(before);
    // Again it changes nothing.
    await adopt(adopted);
    expect(await itemsOf(adopted)).toEqual(after);
  });

  it('reminds of the next stage as ever', async () => {
    const adopted = await restored();
    await adopt(adopted);
    const reminders = createReminderRun(adopted);
    await reminders.day(morning, now);
    const next = instantFrom('2027-02-21T01:00:00.000Z');
    await reminders.day(day('2027-02-21'), next);
    expect(reminders.taken).toHaveLength(2);
  });

  it('gives the table back what a restore drops', async () => {
    const { tableName } = await restored();
    const first = await restoreSettings(tableName);
    expect(first.applied).toEqual(expect.arrayContaining(['expiry of items', 'stream']));
    expect(first.streamArn).toContain('/stream/');
    const client = new DynamoDBClient({});
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    expect(Table?.StreamSpecification).toEqual({
      StreamEnabled: true,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: tableName }),
    );
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'ttl', TimeToLiveStatus: 'ENABLED' });
    // And again leaves it.
    const { applied } = await restoreSettings(tableName);
    expect(applied).not.toContain('stream');
    expect(applied).not.toContain('expiry of items');
  });
});
