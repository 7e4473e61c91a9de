import type { ColleagueDeps } from '#provider/colleagues/deps.ts';
import { isColleague } from '#register/catalogue/colleague.ts';
import type { Passkey } from '#register/catalogue/passkey.ts';
import { addSeconds, type Instant } from '#register/civil-date.ts';
import { CHALLENGE_SECONDS } from './add-passkey.ts';
import { readSignedChallenge, type SignedChallenge } from './device-answer.ts';
import { requestOptions, verifySignedChallenge } from './webauthn.ts';

type Deps = Pick<ColleagueDeps, 'passkeys' | 'colleagues' | 'publicBaseUrl'>;

/** What a browser, by its cookie, is to sign; the same for everybody, as no address is asked for. */
export async function askPasskey({ passkeys, publicBaseUrl }: Deps, cookie: string, at: Instant) {
  const challenge = await passkeys.draw(boundTo(cookie), addSeconds(at, CHALLENGE_SECONDS));
  return requestOptions({ publicBaseUrl, challenge });
}

export type PasskeySignIn =
  | { outcome: 'signedIn'; token: string }
  /** No answer to what this browser was asked, or of no passkey that is in use: which of them is told to nobody. */
  | { outcome: 'refused' }
  /** The device says that it was used less often than before: there may be a copy of it. */
  | { outcome: 'steppedBack'; provider: string };

const refused = { outcome: 'refused' } as const;

/** Opens a session of the colleague whose passkey signed the challenge; each challenge is tried once, whatever comes of it. */
export async function signInWithPasskey(
  deps: Deps,
  tried: { response: string; cookie: string | undefined; at: Instant; until: Instant },
): Promise<PasskeySignIn> {
  const { response, cookie, at, until } = tried;
  const read = readSignedChallenge(response);
  if (!read || !cookie || !(await deps.passkeys.take(read.challenge, boundTo(cookie), at))) return refused;
  const passkey = await deps.passkeys.find(read.answer.id);
  if (!passkey) return refused;
  const counter = await usedHowOften(deps, passkey, read);
  if (counter === undefined || !(await isInUse(deps, passkey, at))) return refused;
  if (stepsBack(passkey, counter)) return { outcome: 'steppedBack', provider: passkey.provider };
  const token = await deps.passkeys.use(passkey, { counter, at, until });
  return token === undefined ? refused : { outcome: 'signedIn', token };
}

const boundTo = (cookie: string) => `browser ${cookie}`;

async function usedHowOften(
  { passkeys, publicBaseUrl }: Deps,
  passkey: Passkey,
  { answer, challenge }: { answer: SignedChallenge; challenge: string },
): Promise<number | undefined> {
  if (answer.response.userHandle !== (await passkeys.userHandle(passkey))) return undefined;
  return verifySignedChallenge(answer, { publicBaseUrl, challenge, passkey });
}

async function isInUse({ colleagues }: Deps, { provider, colleagueId }: Passkey, at: Instant) {
  const colleague = await colleagues.find(provider, colleagueId);
  return colleague !== undefined && isColleague(colleague, at);
}

/** Passkeys that several devices share do not count, and say 0 each time (WebAuthn 6.1.1). */
const stepsBack = (passkey: Passkey, counter: number) =>
  counter <= passkey.counter && (counter > 0 || passkey.counter > 0);
