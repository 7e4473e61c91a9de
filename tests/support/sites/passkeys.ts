import { addSeconds } from '#register/civil-date.ts';
import { createAuthenticator } from './authenticator.ts';
import { createTestColleagues } from './colleagues.ts';

const SITE = { origin: 'https://certkeeper.example', rpId: 'certkeeper.example' };

/** Colleagues with devices that make passkeys and sign with them. */
export async function createTestPasskeys() {
  const test = await createTestColleagues();
  type Browser = ReturnType<typeof test.browser>;

  /** What the console asks a device to make, and for whom. */
  async function askNew(browser: Browser, name = 'Office laptop') {
    const { status, text } = await browser.post('/console/passkeys/options', { name });
    if (status !== 200) throw new Error(`no options: ${status}`);
    return JSON.parse(text);
  }
  const send = (browser: Browser, response: string, name = 'Office laptop') =>
    browser.post('/console/passkeys', { name, response });

  /** A device with a passkey that a signed-in browser has added. */
  async function added(browser: Browser, name = 'Office laptop', counter = 0) {
    const device = createAuthenticator(SITE);
    const answer = await send(browser, device.create(await askNew(browser, name), { counter }), name);
    if (answer.status !== 303) throw new Error(`not added: ${answer.status}`);
    return device;
  }

  /** What the console asks any device to sign, in a browser with that cookie; the cookie that it has then. */
  async function ask(cookie = '') {
    // Of one network thirty a minute are answered.
    test.time.at = addSeconds(test.time.at, 6);
    const answer = await test.browser(cookie).post('/console/sign-in/passkey/options', { response: '' });
    return {
      options: JSON.parse(answer.text),
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
    };
  }
  const press = (response: string, cookie: string, more: Record<string, string> = {}) =>
    test.browser(cookie).post('/console/sign-in/passkey', { response, ...more });

  /** The whole way; the browser that is signed in, or the refusal. */
  async function signInWith(device: ReturnType<typeof createAuthenticator>, told = {}) {
    const { options, cookie } = await ask();
    const answer = await press(device.get(options, told), cookie);
    const session = /__Host-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
    return { answer, browser: test.browser(session ?? ''), isIn: session !== undefined };
  }

  return { ...test, device: () => createAuthenticator(SITE), askNew, send, added, ask, press, signInWith };
}
