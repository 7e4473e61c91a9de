import type { Command } from './asking.ts';
import { Misuse } from './misuse.ts';
import { invokeAgain } from './store/failed-event.ts';
import {
  type DeadLetters,
  deadLettersAmong,
  findQueues,
  retryDeadLetters,
  sendAgain,
} from './store/stage-queues.ts';
import { queuePrefix } from './target.ts';

/** What failed for good and waits for a person. Their contents are not shown: they name certificates and, in rows, holders. */
export const deadLetterCommands: Record<string, Command> = {
  async 'dead-letters list'(_repository, { stage }) {
    const found = deadLettersAmong(await findQueues(queuePrefix(stage)));
    const waiting = found.filter(({ messages }) => messages > 0);
    return { text: waiting.map(lineOf).join('\n') || 'none', data: waiting.map(dataOf) };
  },

  async 'dead-letters retry'(_repository, { stage }, [name]) {
    if (!name) throw new Misuse('say which: a name, or a part of it (see dead-letters list)');
    const all = deadLettersAmong(await findQueues(queuePrefix(stage)));
    const [queue, ...others] = all.filter((one) => one.name.includes(name));
    if (!queue) throw new Misuse(`no dead letters "${name}" (see dead-letters list)`);
    if (others.length > 0)
      throw new Misuse(`"${name}" may be ${[queue, ...others].map((one) => one.name).join(' or ')}`);
    const again = await retryDeadLetters(queue, queue.from ? sendAgain(queue.from.url) : invokeAgain);
    const text = again === 0 ? `none in ${queue.name}` : `${again} of ${queue.name} are tried again`;
    return { text, data: { ...dataOf(queue), again } };
  },
};

export const lineOf = ({ name, messages, from }: DeadLetters) =>
  `${messages}\t${name}\t${from ? `failed in ${from.name}` : 'events that failed'}`;

const dataOf = ({ name, messages, from }: DeadLetters) => ({ name, messages, from: from?.name ?? null });
