import type { BrowserContextOptions, Page } from 'playwright-core';
import { signedInPages } from './signed-in-pages.ts';
import type { World } from './world.ts';

/** What a provider's staff do with a file in a browser. */

/** Signs in as the world's provider, and looks at its files. */
export function filesOf(world: World) {
  const asProvider = signedInPages(world);
  return (options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
    asProvider(options, async (page) => {
      await page.goto('/console/imports');
      await use(page);
    });
}

export const csv = (name: string, text: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});
export const HEAD = 'Certificate No.,Name,Course,Date of Issue';
export const lines = (prefix: string, count: number) =>
  [
    HEAD,
    ...Array.from({ length: count }, (_, n) => `${prefix}-${10_000 + n},CHAN Tai Man,OFA,01/03/2026`),
  ].join('\r\n');

export const uploadButton = (page: Page) => page.getByRole('button', { name: /^(Upload|上載)$/ });

export async function choose(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.locator('#file').setInputFiles(file);
  await uploadButton(page).click();
}

const beforeRegistering = /^(Check before registering|登記前請先核對)$/;
export const registerButton = (page: Page) =>
  page.getByRole('button', { name: /^(Register [\d,]+ |登記[\d,]+張|Finish$|完成$)/ });

/** The one line that says what came of the file. */
export async function verdict(page: Page): Promise<string> {
  const line = page.locator('.panel h2').filter({ hasNotText: beforeRegistering });
  await line.waitFor();
  return (await line.textContent()) ?? '';
}

/** Registers what the preview shows, if the file is one that can be. */
export async function registered(page: Page): Promise<string> {
  await page.locator('.panel h2').waitFor();
  if (await registerButton(page).count()) await registerButton(page).click();
  return verdict(page);
}

export async function send(page: Page, file: Parameters<Page['setInputFiles']>[1]): Promise<string> {
  await page.goto('/console/imports');
  await choose(page, file);
  return registered(page);
}

/** Lets go of a file from the desktop over the box, as the browser's own input sees it. */
export async function drop(page: Page, files: string[]): Promise<void> {
  const box = await page.locator('.drop').boundingBox();
  if (!box) throw new Error('there is no box to drop on');
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + 20 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files, dragOperationsMask: 1 };
    await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
  }
}
