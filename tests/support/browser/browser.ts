import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import * as z from 'zod';
import { askWorld } from './world.ts';

export const PHONE = { width: 390, height: 844 };
/** The narrowest screen that pages are made for (WCAG 1.4.10). */
export const NARROW = { width: 320, height: 640 };
export const DESKTOP = { width: 1280, height: 900 };

/** For what hangs: on two busy cores a page takes its time. */
const HANGS_MS = 120_000;

let connected: Promise<Browser> | undefined;

/** The run's one browser; every file of this process uses the same connection. */
function theBrowser(): Promise<Browser> {
  connected ??= askWorld('/browser').then((told) =>
    chromium.connect(z.object({ wsEndpoint: z.string() }).parse(told).wsEndpoint),
  );
  return connected;
}

/** A page without anything left over from the one before; an error says where the page was and how it was looked at. */
export async function withPage<T>(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await (await theBrowser()).newContext({ viewport: PHONE, locale: 'en-GB', ...options });
  context.setDefaultTimeout(HANGS_MS);
  const page = await context.newPage();
  try {
    return await use(page);
  } catch (error) {
    const { locale = 'en-GB', colorScheme = 'light' } = options;
    if (error instanceof Error)
      error.message += `\n(on ${page.url()}, ${locale}, ${colorScheme}, ${page.viewportSize()?.width} px)`;
    throw error;
  } finally {
    await context.close();
  }
}

/** Rules whose outcome the words can change. */
const WORDS = [
  'html-has-lang',
  'html-lang-valid',
  'html-xml-lang-mismatch',
  'valid-lang',
  'document-title',
  'button-name',
  'link-name',
  'label',
  'select-name',
];
/** Rules whose outcome another language, colour scheme or width can change. The others look at how the page is made. */
const LOOK = [
  ...WORDS,
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
  'avoid-inline-spacing',
  'meta-viewport',
];
type Rules = 'all' | 'look' | 'words';
const RULES: Record<Exclude<Rules, 'all'>, string[]> = { look: LOOK, words: WORDS };

/** axe itself, as the package for Playwright brings it along. */
const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');

/**
 * A page beside the others that has read axe once: to read it takes a browser as long as to look at a page with it.
 * What is looked at is written into it, as it stands in its own page.
 */
const benches = new WeakMap<BrowserContext, Promise<Page>>();

async function openBench(context: BrowserContext): Promise<Page> {
  const bench = await context.newPage();
  await bench.evaluate(`${readFileSync(AXE, 'utf8')}; 0`);
  return bench;
}

async function layOnBench(page: Page): Promise<Page> {
  const context = page.context();
  const opened = benches.get(context) ?? openBench(context);
  benches.set(context, opened);
  const [bench, html] = await Promise.all([opened, page.content()]);
  await bench.setViewportSize(page.viewportSize() ?? PHONE);
  await bench.setContent(html);
  return bench;
}

/**
 * Leaves two of each run of elements that are made alike (of the same tags, classes and states within each other): another
 * look changes all of them in the same way, and rows that are striped are so by twos.
 */
const WITHOUT_REPETITION = `(() => {
  const told = new Set(['id', 'href', 'value', 'name', 'for', 'title', 'src', 'datetime', 'aria-label', 'aria-labelledby', 'aria-describedby']);
  const made = new Map();
  for (const one of [...document.body.querySelectorAll('*')].reverse()) {
    const attributes = [...one.attributes].filter(({ name }) => !told.has(name)).map(({ name, value }) => name + '=' + value);
    made.set(one, one.tagName + attributes + '(' + [...one.children].map((child) => made.get(child)) + ')');
  }
  for (const parent of [document.body, ...made.keys()]) {
    const seen = new Map();
    for (const child of [...parent.children]) {
      const times = (seen.get(made.get(child)) ?? 0) + 1;
      seen.set(made.get(child), times);
      if (times > 2) child.remove();
    }
  }
})()`;

/**
 * What axe finds wrong with the page as it stands, a line each. `look` and `words`: only by the rules that another look,
 * or other words in the same look, can change, for a page that all rules have seen otherwise. Contrast takes most of the
 * time.
 */
export async function axeFindings(page: Page, rules: Rules = 'all'): Promise<string[]> {
  const bench = await layOnBench(page);
  if (rules !== 'all') await bench.evaluate(WITHOUT_REPETITION);
  // No rule that is asked here reads style sheets, which would be fetched once more.
  const options = {
    resultTypes: ['violations'],
    preload: false,
    ...(rules !== 'all' && { runOnly: RULES[rules] }),
  };
  return bench.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
}

/** By how many pixels the page can be pushed to the side. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What a finger aims at that is lower than 44 px, or not to be seen at all. */
export const lowTargets = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.outerHTML)`);
