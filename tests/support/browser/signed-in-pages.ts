import type { BrowserContextOptions, Page } from 'playwright-core';
import { withPage } from './browser.ts';
import type { World } from './world.ts';

/** Pages of somebody who has signed in to the console with the provider's key: typed once, and then its cookie is kept. */
export function signedInPages({ baseUrl: baseURL, apiKey }: World) {
  let session: ReturnType<typeof signIn> | undefined;
  return async <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> => {
    session ??= signIn();
    return withPage({ baseURL, storageState: await session, ...options }, use);
  };

  function signIn() {
    return withPage({ baseURL, javaScriptEnabled: false }, async (page) => {
      await page.goto('/console');
      await page.locator('#key').fill(apiKey);
      await page.locator('button.main').click();
      await page.locator('#q').waitFor();
      return page.context().storageState();
    });
  }
}
