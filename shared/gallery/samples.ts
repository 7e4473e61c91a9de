import { noticeSamples } from './notice-samples.ts';
import { type MailSample, reminderSamples } from './reminder-samples.ts';
import { watchSamples } from './watch-samples.ts';

/**
 * Every e-mail that the gallery shows. An e-mail of another kind is added here as a list of its own; it is composed by
 * the very module that composes it for its function.
 */
export const mailSamples: readonly MailSample[] = [...reminderSamples, ...noticeSamples, ...watchSamples];
