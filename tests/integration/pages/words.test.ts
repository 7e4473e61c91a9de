import { expect, it } from 'vitest';
import { areBack, linkSentTo, refusalMessage, takeBackBy } from '#holder/messages/holder-address.ts';
import { howMany, pageNumber } from '#holder/messages/holder-certificates.ts';
import { openings, sharedUntil } from '#holder/messages/holder-proof.ts';
import { aboutType, genuinePage, stoppedSince } from '#holder/messages/holder-site.ts';
import { ownCertificatesMail } from '#holder/messages/own-certificates.ts';
import { languages } from '#register/certificate/credential.ts';
import { civilDate } from '#register/civil-date.ts';
import { configuredNumber, notChecked } from '#watch/messages/coverage.ts';
import { newLinkMessages } from '#watch/messages/new-link.ts';
import {
  alsoTo,
  daysBefore,
  ofAddress,
  recipientConfirmParagraphs,
  recipientMessages,
  recipientNews,
  stoppingDoes,
} from '#watch/messages/recipients.ts';
import { forNumber, newerStands, replacedMessages } from '#watch/messages/replaced.ts';
import { siteLinksMail } from '#watch/messages/site-links.ts';
import { leavingDoes } from '#watch/messages/watch.ts';
import { addedSummary } from '#watch/messages/watch-added.ts';
import { coverageSentence } from '#watch/messages/watch-coverage.ts';
import { isOfDocument, type NewsCounts, newsGroups, watchNewsMessages } from '#watch/messages/watch-mails.ts';

/** Sentences with a count, a day or a name in them, as they were agreed on: one, several and none, in both languages. */
const on = civilDate.parse('2026-11-21');
const until = civilDate.parse('2027-02-28');

const keep = (name: string, lines: string[]) =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./kept/words/${name}.txt`);

it.each(languages)('of the news of a site, in %s', async (language) => {
  const { subject, headline, rows, toDo, renewedToDo, lead, more, morePeople, smallPrint } =
    watchNewsMessages[language];
  const lines: string[] = [];
  const say = (certificates: NewsCounts['certificates'], people: NewsCounts['people'] = []) =>
    lines.push(subject({ certificates, people }), headline('Depot', { certificates, people }));
  for (const group of newsGroups)
    for (const count of [1, 2]) say([[group, count]], isOfDocument(group) ? [[group, count]] : []);
  for (const group of newsGroups)
    say([
      ['revoked', 2],
      [group, 1],
    ]);
  say([
    ['revoked', 1],
    ['expired', 2],
    ['renewed', 3],
    ['backInForce', 4],
  ]);
  say(
    [],
    [
      ['expired', 1],
      ['expiring7', 1],
      ['expiring30', 2],
    ],
  );
  lines.push(
    rows.revoked(on),
    rows.revoked(on, until),
    rows.suspended(on),
    rows.suspended(on, until),
    rows.expired(on),
    rows.expired(null),
    ...[0, 1, 2].map((daysLeft) => rows.expiring(until, daysLeft)),
    rows.renewed(on, 'OFA-2'),
    ...[
      [on, until],
      [on, null],
      [null, until],
      [null, null],
    ].map(([from = null, to = null]) => rows.dateChanged(from, to)),
    ...[rows.backInForce, rows.gone, rows.otherHolder, rows.registeredAgain],
    ...Object.entries(toDo).map(([group, what]) => `${group}: ${what}`),
    ...[true, false].map(renewedToDo),
    lead(on),
    more(3),
    morePeople(3),
    smallPrint.why('Depot'),
  );
  const recipient = recipientNews[language];
  lines.push(recipient.why('Depot'), recipient.names, recipient.more(3), recipient.morePeople(3));
  for (const others of [[], ['a***@x.example'], ['a***@x.example', 'b***@y.example']])
    lines.push(`also to ${others.length}: ${alsoTo(others, language).join()}`);
  await keep(`site-news.${language}`, lines);
});

it.each(languages)('of a site, in %s', async (language) => {
  const step = (people: number, declared?: number, from = on) => ({
    from,
    people,
    ...(declared && { declared }),
  });
  await keep(`site.${language}`, [
    ...[
      { needed: undefined, steps: [], shortFrom: null },
      { needed: 2, steps: [], shortFrom: null },
      ...[0, 1, 2].map((people) => ({ needed: undefined, steps: [step(people)], shortFrom: null })),
      { needed: undefined, steps: [step(1, 2)], shortFrom: null },
      { needed: 2, steps: [step(2)], shortFrom: null },
      { needed: 2, steps: [step(1)], shortFrom: on },
      { needed: 2, steps: [step(1, 1), step(1, 0, until)], shortFrom: until },
      { needed: 4, steps: [step(2, 2), step(2, 1, until)], shortFrom: until },
    ].map((coverage) => coverageSentence(coverage, language)),
    ...[1, 2].map((count) => notChecked(count, language)),
    configuredNumber(3, language),
    ...[0, 1, 2].map((count) => leavingDoes('Depot', count, language)),
    ...[
      [1, 0, 1],
      [2, 1, 2],
      [0, 2, 0],
    ].map(([added = 0, already = 0, failed = 0]) => addedSummary(added, already, failed, language)),
    ...(['valid', 'expiringSoon', 'revoked'] as const).flatMap((status) =>
      [until, null].map((expiresOn) => newerStands({ status, expiresOn }, language)),
    ),
    forNumber(replacedMessages.put, 'OFA-2', language),
    newLinkMessages.detail[language]('h***@example.com'),
    ...([7, 30, 60] as const).map((days) => daysBefore(days, language)),
    ofAddress(recipientMessages.remove, 'h***@example.com', language),
    stoppingDoes('Depot', language),
    ...recipientConfirmParagraphs('Depot', 7, language),
    ...[1, 2].flatMap((count) => {
      const { headline, alertsHeadline, andMore } = siteLinksMail[language];
      return [headline(count), alertsHeadline(count), andMore(count)];
    }),
  ]);
});

it.each(languages)('of a holder, in %s', async (language) => {
  const { headline, numbered, until: through, andMore } = ownCertificatesMail[language];
  await keep(`holder.${language}`, [
    ...[0, 1, 2].flatMap((count) => [
      howMany(count, 'c***@example.com', language),
      howMany(count, undefined, language),
      areBack(count, 'c***@example.com', language),
    ]),
    ...[1, 2].flatMap((count) => [openings(count, language), headline(count), andMore(count)]),
    numbered('OFA-2'),
    through('28 Feb'),
    pageNumber(1, 2, language),
    sharedUntil(on, language),
    takeBackBy(on, language),
    linkSentTo('new@example.org', language),
    aboutType('OFA', language),
    stoppedSince(on, language),
    genuinePage('certkeeper.example', language),
    ...(['invalid', 'same', 'noCertificate', 'tooMany', 'noMoreMail'] as const).map((code) =>
      refusalMessage({ code }, language),
    ),
    refusalMessage({ code: 'held', until }, language),
  ]);
});
