import { expect, it } from 'vitest';
import { mailSamples } from '#gallery/samples.ts';
import { readable } from './kept-page.ts';

/** Every e-mail of the gallery, as it was agreed on: its words, and how its HTML is made. */
it.each(mailSamples.map((sample) => [sample.id, sample] as const))('%s', async (id, sample) => {
  const { subject, text, html, calendar } = sample.compose();
  const kept = readable([subject, text, html, calendar ?? ''].join('\n\n'));
  await expect(kept).toMatchFileSnapshot(`./kept/mails/${id}.txt`);
});
