import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { sendJson, serveOnLoopback } from '#infra/local/emulators/loopback-server';
import { remindHolder } from './reminded-holder.ts';
import { startRunningSystem } from './running-system.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `GET /browser` tells of the run's Chromium, and `GET /system` of its system. */
    browserWorldUrl: string;
  }
}

const CHROMIUM = {
  executablePath: '/usr/bin/chromium-headless-shell',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** One browser and one system for all files of a run, each started when the first file asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = startedOnce(() => chromium.launchServer(CHROMIUM));
  const system = startedOnce(async () => {
    const running = await startRunningSystem();
    try {
      await remindHolder(running);
      return running;
    } catch (error) {
      await running.stop();
      throw error;
    }
  });
  const service = await serveOnLoopback(async (request, response) => {
    if (request.url === '/browser')
      sendJson(response, 200, { wsEndpoint: (await browser.get()).wsEndpoint() });
    else {
      const { baseUrl, inboxUrl, state, provider, apiKey } = await system.get();
      sendJson(response, 200, { baseUrl, inboxUrl, state, provider, apiKey });
    }
  });
  project.provide('browserWorldUrl', service.url);
  return async () => {
    await service.stop();
    await browser.end((server) => server.close());
    await system.end((running) => running.stop());
  };
}

function startedOnce<T>(start: () => Promise<T>) {
  let started: Promise<T> | undefined;
  return {
    get() {
      started ??= start();
      return started;
    },
    /** Nothing to stop when nobody asked for it, or when it did not come up: then who asked was told so. */
    async end(stop: (it: T) => Promise<unknown>): Promise<void> {
      const it = await started?.catch(() => undefined);
      if (it !== undefined) await stop(it);
    },
  };
}
