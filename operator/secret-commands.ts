import { instant } from '#register/civil-date.ts';
import { retireLinkSecret, rotateLinkSecret } from '#storage/secrets/link-secret-rotation.ts';
import type { Command } from './asking.ts';
import { Misuse } from './misuse.ts';
import { linkSecret } from './target.ts';

/** The secret that signs the links in e-mails (docs/decisions/038); its value is never shown. */
export const secretCommands: Record<string, Command> = {
  async 'secret rotate'(_repository, options) {
    const { outcome, generation } = await rotateLinkSecret(await linkSecret(options.stage));
    if (outcome === 'unretired')
      throw new Misuse(`secret ${generation} is still accepted: secret retire first, then rotate`);
    return {
      text: `links are signed with secret ${generation} in ten minutes; those signed before are accepted until secret retire`,
      data: { generation },
    };
  },

  async 'secret retire'(_repository, options, _rest, now) {
    const done = await retireLinkSecret(await linkSecret(options.stage), instant.parse(now.toISOString()));
    if (done.outcome === 'none') throw new Misuse('only one secret is accepted: secret rotate first');
    if (done.outcome === 'tooSoon')
      throw new Misuse(`links may still be signed with the old secret until ${done.until}: try again then`);
    return {
      text: `secret ${done.generation} is retired: within five minutes links that it signed are refused`,
      data: { generation: done.generation },
    };
  },
};
