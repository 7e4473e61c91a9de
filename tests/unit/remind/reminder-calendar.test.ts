import fc from 'fast-check';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { reminderSamples, sampleCertificate } from '#gallery/reminder-samples.ts';
import { renderMime } from '#mail/store/mime.ts';
import { catalogue } from '#register/catalogue/catalogue.ts';
import { type Credential, languages } from '#register/certificate/credential.ts';
import { addDays, type CivilDate, civilDate } from '#register/civil-date.ts';
import { reminderStages } from '#register/schedule/stages.ts';
import { composeReminder } from '#remind/letter/compose.ts';
import type { CertificateNotice } from '#remind/reminder-notice.ts';
import { anyText } from '#support/any-text';
import { longDate } from '#web/messages/dates.ts';

const day = (text: string) => civilDate.parse(text);
const EXPIRY = day('2027-02-28');

const compose = (on: CivilDate, ...certificates: CertificateNotice[]) =>
  composeReminder({
    on,
    certificates,
    tokens: { unsubscribe: 'a.b', certificates: 'c.d' },
    publicBaseUrl: 'https://verify.example.com',
  });

interface Entry {
  uid: string;
  sequence: number;
  stamp: string;
  start: string;
  isDay: boolean;
  summary: string;
  description: string;
  url: string;
  /** When each alarm rings, as the calendar has it: `2027-01-29T09:00:00`. */
  alarms: string[];
}

/** As another program reads it. */
function entriesOf(calendar: string | undefined): Entry[] {
  const root = new ICAL.Component(ICAL.parse(calendar ?? ''));
  expect(root.getFirstPropertyValue('version')).toBe('2.0');
  expect(root.getFirstPropertyValue('method')).toBe('PUBLISH');
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const alarms = component.getAllSubcomponents('valarm').map((alarm) => {
      expect(alarm.getFirstPropertyValue('action')).toBe('DISPLAY');
      expect(alarm.getFirstPropertyValue('description')).toBeTruthy();
      const rings = event.startDate.clone();
      // A day begins at midnight, wherever the reader is.
      rings.isDate = false;
      rings.addDuration(ICAL.Duration.fromString(String(alarm.getFirstPropertyValue('trigger'))));
      return rings.toString();
    });
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: String(component.getFirstPropertyValue('dtstamp')),
      start: event.startDate.toString(),
      isDay: event.startDate.isDate && event.duration.toSeconds() === 86_400,
      summary: event.summary,
      description: event.description,
      url: String(component.getFirstPropertyValue('url')),
      alarms,
    };
  });
}

const entryOf = (
  on: string,
  facts: Partial<Credential> & { type: string },
  stageId: string,
  expiresOn = EXPIRY,
) => entriesOf(compose(day(on), sampleCertificate(facts, { expiresOn, stageId })).calendar)[0];

describe('the calendar of a reminder', () => {
  it.each(reminderSamples.map((sample) => [sample.id, sample] as const))(
    'is one that calendars can read: %s',
    (_, sample) => {
      const { calendar = '' } = sample.compose();
      expect(entriesOf(calendar).every(({ isDay }) => isDay)).toBe(true);
      expect(calendar.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
      for (const line of calendar.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
    },
  );

  it('has the last valid day of every type at every stage, and the last day for renewing late after it', () => {
    for (const { code, reminderPlan, name } of catalogue) {
      if (reminderPlan === 'none') continue;
      const expiresOn =
        reminderPlan !== 'nremt' ? EXPIRY : day(code === 'NREMR' ? '2027-09-30' : '2027-03-31');
      const late: Record<string, string> = { OFA: '2027-08-28', NREMR: '2027-10-31' };
      const until = late[code] ?? (reminderPlan === 'nremt' ? '2027-04-30' : undefined);
      for (const stage of reminderStages(reminderPlan, code, day('2024-03-01'), expiresOn)) {
        for (const language of languages) {
          const entry = entryOf(stage.on, { type: code, language }, stage.id, expiresOn);
          const where = `${code} ${stage.id}`;
          expect(entry?.start, where).toBe(stage.on > expiresOn && until ? until : expiresOn);
          for (const lang of languages) {
            expect(entry?.summary, where).toContain(name[lang]);
            for (const fact of [name[lang], `DEMO-${code}-00017`, longDate(expiresOn, lang)])
              expect(entry?.description, where).toContain(fact);
            expect(entry?.description, where).toContain(
              `https://verify.example.com/verify/DEMO${code}00017?issuer=DEMO&lang=${lang}`,
            );
          }
          expect(entry?.url).toContain(`lang=${language}`);
          expect(entry?.summary.split(' · ')[0], where).toContain(name[language]);
        }
      }
    }
  });

  it.each([
    ['2026-08-28', 'refresherOpens', ['2027-01-29T09:00:00', '2027-02-21T09:00:00', '2027-02-27T09:00:00']],
    ['2027-01-28', '-90', ['2027-01-29T09:00:00', '2027-02-21T09:00:00', '2027-02-27T09:00:00']],
    ['2027-01-29', '-30', ['2027-02-21T09:00:00', '2027-02-27T09:00:00']],
    ['2027-02-21', '-7', ['2027-02-27T09:00:00']],
    ['2027-02-27', '-7', []],
    ['2027-02-28', '0', []],
    ['2027-03-01', '+1', ['2027-07-29T09:00:00', '2027-08-21T09:00:00', '2027-08-27T09:00:00']],
    ['2027-08-20', '+150', ['2027-08-21T09:00:00', '2027-08-27T09:00:00']],
  ])('in a mail of %s rings at nine on the days that are still to come', (on, stageId, alarms) => {
    expect(entryOf(on, { type: 'OFA' }, stageId)?.alarms).toEqual(alarms);
  });

  it('keeps the day without alarms when nothing can be renewed late any more', () => {
    for (const [type, on, stageId] of [
      ['BLS', '2027-03-01', '+1'],
      ['EMTB', '2027-03-01', '+1'],
      ['OFA', '2027-09-01', '+150'],
    ] as const) {
      expect(entryOf(on, { type }, stageId)).toMatchObject({ start: '2027-02-28', alarms: [] });
    }
  });

  it('is the same entry in every mail about a certificate, the later mail’s the newer', () => {
    const early = entryOf('2026-09-01', { type: 'OFA' }, 'refresherOpens');
    const later = entryOf('2027-01-29', { type: 'OFA', language: 'en' }, '-30');
    expect(later?.uid).toBe(early?.uid);
    expect(later?.sequence).toBeGreaterThan(early?.sequence ?? Number.POSITIVE_INFINITY);
    expect([early?.stamp, later?.stamp]).toEqual(['2026-09-01T01:00:00Z', '2027-01-29T01:00:00Z']);
    const moved = entryOf('2027-02-01', { type: 'OFA', expiresOn: EXPIRY }, '-90', day('2027-05-31'));
    expect(moved).toMatchObject({ uid: early?.uid, start: '2027-05-31' });
  });

  it('has an entry of its own for each certificate, each provider and the late day', () => {
    const uids = [
      entryOf('2027-01-29', { type: 'OFA' }, '-30')?.uid,
      entryOf('2027-01-29', { type: 'OFA', provider: 'OTHER' }, '-30')?.uid,
      entryOf('2027-01-29', { type: 'OFA', number: 'DEMO-OFA-00018' }, '-30')?.uid,
      entryOf('2027-01-29', { type: 'OFA' }, '-30', addDays(EXPIRY, 365))?.uid,
      entryOf('2027-03-01', { type: 'OFA' }, '+1')?.uid,
    ];
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('is the same again when the same mail is composed again', () => {
    const mail = () =>
      compose(EXPIRY, sampleCertificate({ type: 'OFA' }, { expiresOn: EXPIRY, stageId: '0' }));
    expect(mail()).toEqual(mail());
  });

  it('says whose it is where the mail is about several people, and only there', () => {
    const two = entriesOf(reminderSamples.find(({ id }) => id === 'several-holders.en')?.compose().calendar);
    expect(two.map(({ summary }) => summary)[0]).toBe(
      'Last valid day: Occupational First Aid Certificate (CHAN Tai Man) · 最後有效日：職業急救證書（陳大文）',
    );
    expect(entryOf('2027-01-29', { type: 'OFA' }, '-30')?.summary).not.toContain('陳大文');
  });

  it('stays one calendar with one entry, whatever somebody or a number is called', () => {
    const odd = fc.oneof(
      anyText({ minLength: 1, maxLength: 100 }),
      fc.constantFrom('A\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'a;b,c\\n:"d"', '歐'.repeat(100)),
    );
    fc.assert(
      fc.property(odd, odd, odd, (nameEn, number, key) => {
        const certificates = ['CHAN Tai Man', nameEn].map((name, i) =>
          sampleCertificate(
            { type: 'OFA', nameEn: name, number, key: `${key}${i}` },
            { expiresOn: EXPIRY, stageId: '-30' },
          ),
        );
        const { calendar } = compose(day('2027-01-29'), ...certificates);
        expect(entriesOf(calendar).map(({ start, alarms }) => [start, alarms.length])).toEqual([
          ['2027-02-28', 2],
          ['2027-02-28', 2],
        ]);
        expect(calendar.match(/\r?\n[A-Z-]+(?=[:;])/g)?.length).toBe(PLAIN_LINES);
      }),
      { numRuns: 60 },
    );
  });
});

/** Of a calendar of two such certificates. */
const PLAIN_LINES = compose(
  day('2027-01-29'),
  ...['A', 'B'].map((nameEn) =>
    sampleCertificate({ type: 'OFA', nameEn }, { expiresOn: EXPIRY, stageId: '-30' }),
  ),
).calendar.match(/\r?\n[A-Z-]+(?=[:;])/g)?.length;

describe('a whole reminder as a message', () => {
  it.each(reminderSamples.map((sample) => [sample.id, sample] as const))(
    'reads back whole by another parser: %s',
    async (_, sample) => {
      const mail = sample.compose();
      const message = await renderMime({
        from: 'Certkeeper <reminders@example.com>',
        to: 'chan@example.com',
        ...mail,
      });
      const read = await PostalMime.parse(message);
      expect(read.subject).toBe(mail.subject);
      expect(read.to).toEqual([{ name: '', address: 'chan@example.com' }]);
      expect(read.text?.trimEnd()).toBe(mail.text.trimEnd());
      expect(read.html?.trimEnd()).toBe(mail.html);
      const [file, ...others] = read.attachments;
      expect(others).toEqual([]);
      expect(file).toMatchObject({ filename: 'certificate.ics', mimeType: 'text/calendar' });
      const content =
        typeof file?.content === 'string' ? file.content : new TextDecoder().decode(file?.content);
      expect(entriesOf(content)).toEqual(entriesOf(mail.calendar));
    },
  );
});
