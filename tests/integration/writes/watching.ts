import { keys } from '#storage/contract/table.ts';
import { day } from '#support/storage/registry';
import { at, casesOf, emailOf, given, on, taken, type World } from '#support/storage/write-cases';
import { declared } from '#watch/declared/declared.ts';
import { recipient } from '#watch/recipients/recipient.ts';
import { watched, watchedSite } from '#watch/watched-site.ts';

const rosterIdOf = (id: string) => id.slice(1).padStart(32, '0');
const siteKey = (id: string) => keys.watchedSite(rosterIdOf(id));
const memberKey = (id: string) => keys.member(rosterIdOf(id), id, 'SPMC');

const siteOf = (id: string, more: object = {}) =>
  watchedSite.parse({
    rosterId: rosterIdOf(id),
    state: 'watching',
    email: emailOf(id),
    language: 'en',
    site: 'Depot',
    askedAt: at,
    version: 1,
    ...more,
  });
const memberOf = (id: string, key = id) =>
  watched.parse({
    rosterId: rosterIdOf(id),
    key,
    provider: 'SPMC',
    number: key,
    somebodyElse: false,
    addedAt: at,
    told: { status: 'valid', expiresOn: '2027-02-28', nearing: null, supersededBy: null },
  });

const DECLARED = '00000000-0000-4000-8000-000000000001';
const personOf = (id: string) =>
  declared.parse({
    rosterId: rosterIdOf(id),
    declaredId: DECLARED,
    nameEn: 'HO Wing Sze',
    document: 'nurse',
    expiresOn: '2027-12-31',
    addedAt: at,
    told: { status: 'valid', expiresOn: '2027-12-31', nearing: null, supersededBy: null },
  });

const RECIPIENT = '00000000-0000-4000-8000-000000000002';
const recipientKey = (id: string) => keys.recipient(rosterIdOf(id), RECIPIENT);
const recipientOf = (id: string) =>
  recipient.parse({
    rosterId: rosterIdOf(id),
    recipientId: RECIPIENT,
    state: 'asked',
    email: emailOf(id),
    days: 30,
    askedAt: at,
  });

const withSite = (world: World, id: string, more?: object) =>
  world.put({ ...siteKey(id), ...siteOf(id, more) });
const left = { by: ({ set }: World, id: string) => set(siteKey(id), { state: 'left' }) };
const gone = {
  by: ({ registry }: World, id: string) => registry.table.delete(memberKey(id)),
};

/** Writes of the sites that employers watch. */
export const watchWrites = [
  ...casesOf(
    'asking to watch a site',
    async ({ registry }, id) =>
      () =>
        registry.watchedSites.ask(siteOf(id, { state: 'asked' }), id),
    {
      done: 'stored',
      holds: {
        'this caller asked five times for the inbox, but for one': given({ taken: 4 }, 1),
        'the inbox got twenty that day, but for one': given({ taken: 19 }, 2),
        'the caller had a tenth of all, but for one': given({ taken: 49 }, 5),
      },
      refusals: {
        'its id was taken': { by: taken(0), answer: 'noMoreMail' },
        'this caller asked five times for the inbox': { by: given({ taken: 5 }, 1), answer: 'usedUp' },
        'the inbox got twenty that day': { by: given({ taken: 20 }, 2), answer: 'stored' },
        'the caller had a tenth of all': { by: given({ taken: 50 }, 5), answer: 'noMoreMail' },
      },
    },
  ),
  ...casesOf(
    'a change of a site',
    async (world, id) => {
      await withSite(world, id);
      return () => world.registry.watchedSites.replace(siteOf(id), siteOf(id, { site: 'Pier' }));
    },
    {
      done: 'stored',
      refusals: {
        'another one was made': {
          by: ({ set }, id) => set(siteKey(id), { version: 2 }),
          answer: 'changedMeanwhile',
        },
      },
    },
  ),
  ...casesOf(
    'adding to a site',
    async (world, id) => {
      await withSite(world, id);
      const members = [memberOf(id), memberOf(id, `${id}B`)];
      return () => world.registry.watchedSites.add(rosterIdOf(id), members, on);
    },
    {
      done: 'added',
      refusals: {
        'the employer left': { ...left, answer: 'notWatching' },
        'somebody added one of them': { by: taken(1), answer: 'added' },
      },
    },
  ),
  ...casesOf(
    'taking from a site',
    async (world, id) => {
      await world.registry.watchedSites.add(rosterIdOf(id), [memberOf(id)], on);
      return () => world.registry.watchedSites.remove(rosterIdOf(id), [memberOf(id)]);
    },
    { done: undefined, holds: { 'it was taken': gone.by }, refusals: {} },
  ),
  ...casesOf(
    'declaring somebody',
    async (world, id) => {
      await withSite(world, id);
      return () => world.registry.watchedSites.declare(personOf(id), on);
    },
    {
      done: 'declared',
      refusals: {
        'the employer left': { ...left, answer: 'notWatching' },
        'it was done before': { by: taken(1), answer: 'declared' },
      },
    },
  ),
  ...casesOf(
    'taking somebody declared off',
    async (world, id) => {
      await world.put({ ...keys.declared(rosterIdOf(id), DECLARED), ...personOf(id) });
      return () => world.registry.watchedSites.undeclare(rosterIdOf(id), [DECLARED]);
    },
    { done: undefined, refusals: {} },
  ),
  ...casesOf(
    'asking somebody else to hear of a site',
    async (world, id) => {
      await withSite(world, id);
      return () => world.registry.recipients.ask(recipientOf(id), siteOf(id), id);
    },
    {
      done: 'stored',
      refusals: {
        'the site was changed': {
          by: ({ set }, id) => set(siteKey(id), { version: 2 }),
          answer: 'changedMeanwhile',
        },
        'the id was taken': { by: taken(0), answer: 'changedMeanwhile' },
        'this caller asked five times for the inbox': { by: given({ taken: 5 }, 2), answer: 'usedUp' },
        'the inbox got twenty that day': { by: given({ taken: 20 }, 3), answer: 'stored' },
      },
    },
  ),
  ...casesOf(
    'confirming that somebody else hears',
    async (world, id) => {
      await withSite(world, id);
      await world.put({ ...recipientKey(id), ...recipientOf(id) });
      return () => world.registry.recipients.confirm(recipientOf(id), at);
    },
    {
      done: 'hearing',
      refusals: {
        'the employer left': { ...left, answer: 'gone' },
        'they were taken off': {
          by: ({ registry }, id) => registry.table.delete(recipientKey(id)),
          answer: 'gone',
        },
      },
    },
  ),
  ...casesOf(
    'setting from when somebody else hears',
    async ({ registry, put }, id) => {
      await put({ ...recipientKey(id), ...recipientOf(id) });
      return () => registry.recipients.setDays(recipientOf(id), 7);
    },
    {
      done: undefined,
      refusals: {
        'they were taken off': {
          by: ({ registry }, id) => registry.table.delete(recipientKey(id)),
          answer: undefined,
        },
      },
    },
  ),
  ...casesOf(
    'saying who a member is',
    async ({ registry, put }, id) => {
      await put({ ...memberKey(id), ...memberOf(id) });
      return () => registry.watchedSites.describe({ ...memberOf(id), somebodyElse: true });
    },
    { done: undefined, refusals: { 'it was taken out': { ...gone, answer: undefined } } },
  ),
  ...casesOf(
    'stirring a site',
    async (world, id) => {
      await withSite(world, id);
      return () => world.registry.watchRepository.markDirty(rosterIdOf(id), on);
    },
    {
      done: undefined,
      holds: { 'it was due a day later': given({ dueOn: '2026-11-22' }) },
      refusals: {
        'the employer left': { ...left, answer: undefined },
        'it was made due on that day': { by: given({ dueOn: on }), answer: undefined },
      },
    },
  ),
  ...casesOf(
    'stirring a site that is due',
    async (world, id) => {
      await withSite(world, id, { dueOn: on });
      return () => world.registry.watchRepository.markDirty(rosterIdOf(id), on);
    },
    {
      nth: 1,
      done: undefined,
      holds: { 'it was made due a day sooner': given({ dueOn: day('2026-11-20') }) },
      refusals: {
        'the employer left': { ...left, answer: undefined },
        'it was put to rest': { by: given({ dueOn: undefined }), answer: undefined },
        'it was put off to the next day': { by: given({ dueOn: '2026-11-22' }), answer: undefined },
      },
    },
  ),
  ...[undefined, 'expired' as const].flatMap((kind) =>
    casesOf(
      kind ? 'telling news' : 'telling that there are none',
      async (world, id) => {
        await withSite(world, id, { news: { n: 2, on, state: 'open' } });
        const seen = memberOf(id);
        await world.put({ ...memberKey(id), ...seen });
        const next = {
          ...seen,
          told: { ...seen.told, status: 'expired' as const },
          ...(kind && { news: { n: 2, items: [{ kind }] }, toldBefore: seen.told }),
        };
        const successor = memberOf(id, `${id}B`);
        return () =>
          world.registry.watchRepository.recordNotifications({ rosterId: rosterIdOf(id), n: 2 }, [
            { seen, next, successor },
          ]);
      },
      {
        done: 'recorded',
        refusals: {
          'the employer left': { ...left, answer: 'closed' },
          'the mail was closed': {
            by: given({ news: { n: 2, on, state: 'closed' } }),
            answer: 'closed',
          },
          'the next mail was opened': { by: given({ news: { n: 3, on, state: 'open' } }), answer: 'closed' },
          'it was told by somebody else': {
            by: ({ set }, id) => set(memberKey(id), { told: { ...memberOf(id).told, status: 'revoked' } }),
            answer: 'changedMeanwhile',
          },
          'somebody added the newer one': { by: taken(2), answer: 'recorded' },
        },
      },
    ),
  ),
];
