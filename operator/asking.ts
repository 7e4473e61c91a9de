import { catalogue } from '#register/catalogue/catalogue.ts';
import { type Approval, type Provider, provider as providerSchema } from '#register/catalogue/provider.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import type { ProviderRepository } from '#register/ports/access.ts';
import type { Colleagues } from '#register/ports/colleagues.ts';
import { AGAIN, ofOneRecord, retry } from '#register/retry.ts';
import { Misuse } from './misuse.ts';
import type { Options } from './options.ts';

/**
 * One command: what it prints for people, and with `--json` for machines. Throws Misuse for what the operator can
 * correct.
 */
export type Command = (
  repository: ProviderRepository,
  options: Options,
  rest: string[],
  now: Date,
  /** Opened by those commands alone that need them, as they need a secret. */
  openColleagues: () => Promise<Colleagues>,
) => Promise<{ text: string; data: unknown }>;

type Named = Exclude<keyof Options, 'approve' | 'json' | 'everyone' | 'mails' | 'with-issued'>;

/** The value of an option that the command cannot do without. */
export function needed(options: Options, name: Named): string {
  const value = options[name];
  if (!value) throw new Misuse(`--${name} is needed`);
  return value;
}

export function readDay(name: 'from' | 'to', text: string): CivilDate {
  const day = civilDate.safeParse(text);
  if (!day.success) throw new Misuse(`--${name} ${text}: write a day of the calendar as 2011-01-02`);
  return day.data;
}

/** A period is on record only for a type of the catalogue and a scheme that can approve its issuer, or the course. */
export function readCourse(courseType: string, scheme: string): Pick<Approval, 'courseType' | 'scheme'> {
  const type = catalogue.find(({ code }) => code === courseType);
  if (!type) {
    throw new Misuse(`no type ${courseType}; there are ${catalogue.map(({ code }) => code).join(', ')}`);
  }
  const schemes = [...type.schemes, ...(type.courseSchemes ?? [])];
  if (!schemes.includes(scheme)) {
    const known = schemes.join(', ') || 'none';
    throw new Misuse(`no scheme ${scheme} recognises ${courseType}; known for it: ${known}`);
  }
  return { courseType, scheme };
}

/** A profile as the register takes it, or the first thing that is wrong with it. */
export function readProfile(given: unknown): Provider {
  const parsed = providerSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Misuse(`${issue?.path.join('.')}: ${issue?.message}`);
}

export async function existing(repository: ProviderRepository, code: string): Promise<Provider> {
  const found = await repository.findProvider(code);
  if (!found) throw new Misuse(`no provider ${code} (see provider list)`);
  return found;
}

/** Changes a profile as it now is; when another operator was faster, again from what that one left. */
export async function change<Answer extends { profile: Provider }>(
  repository: ProviderRepository,
  code: string,
  next: (seen: Provider) => Answer,
): Promise<Answer> {
  const changeOnce = async () => {
    const seen = await existing(repository, code);
    const answer = next(seen);
    return (await repository.changeProvider(seen, answer.profile)) === 'stored' ? answer : AGAIN;
  };
  return retry(ofOneRecord, changeOnce, () => {
    throw new Misuse(`provider ${code} is being changed by others right now: try again`);
  });
}
