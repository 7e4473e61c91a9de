import { inviteColleague } from '#provider/colleagues/invite-colleague.ts';
import type { Role } from '#register/catalogue/colleague.ts';
import { addSeconds } from '#register/civil-date.ts';
import { createNoticeService } from '#support/mail/notice-service';
import { createTestConsole } from '#support/sites/console';

/** The console of a provider with a profile, and its colleagues with their inboxes and browsers. */
export async function createTestColleagues() {
  const test = await createTestConsole();
  const service = createNoticeService(test.registry);
  for (const [code, en] of [
    ['MINE', 'Mine Training'],
    ['THEIRS', 'Their Training'],
  ] as const)
    await test.registry.providerRepository.addProvider({
      code,
      name: { en, 'zh-HK': en },
      contact: `office@${code.toLowerCase()}.example`,
      disclosure: 'masked',
      approvals: [],
    });

  async function invite(email: string, role: Role, { name = 'TSANG Mei Ling', provider = 'MINE' } = {}) {
    const invited = await inviteColleague(
      { colleagues: test.registry.colleagues, newId: () => crypto.randomUUID() },
      { provider, email, name, role, invitedBy: 'operator', at: test.time.at },
    );
    if (!invited.ok) throw new Error(`not invited: ${JSON.stringify(invited.problems)}`);
    return invited.colleagueId;
  }

  /** Asks for a link: the answer, the browser's cookie, and the path of the link if a mail went. */
  async function askLink(email: string, cookie = '') {
    // Of one network ten a minute are answered.
    test.time.at = addSeconds(test.time.at, 6);
    const [mails, asked] = [service.taken.length, test.registry.signInMails.waiting.length];
    const answer = await test.browser(cookie).post('/console/sign-in/email', { email });
    service.now = test.time.at;
    for (const subject of test.registry.signInMails.waiting.slice(asked)) await service.send(subject);
    const mail = service.taken.slice(mails).at(-1)?.mail;
    const link = /https:\/\/verify\.example\.com(\/console\/sign-in\/link\/[^?\s]+)/.exec(
      mail?.text ?? '',
    )?.[1];
    return { answer, mail, link: link ?? '', cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }

  /** The browser of a colleague who followed a link. */
  async function signInAs(email: string, provider = 'MINE') {
    const { link, cookie } = await askLink(email);
    const answer = await test.browser(cookie).post(link, { provider });
    const session = answer.headers.get('set-cookie')?.split(';')[0];
    if (!session) throw new Error(`not signed in: ${answer.status}`);
    return test.browser(session);
  }

  return { ...test, service, invite, askLink, signInAs };
}
