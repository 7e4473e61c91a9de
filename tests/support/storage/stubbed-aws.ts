import { vi } from 'vitest';

/** Any of the SDK's clients. */
interface ClientClass {
  prototype: { send: (command: never, ...rest: never[]) => unknown };
}
interface Asked {
  command: string;
  input: Record<string, unknown>;
}

/** In place of AWS, for every client of this class: notes what is asked, and answers as told. */
export function answerFor(
  { prototype }: ClientClass,
  answer: (asked: Asked, n: number) => unknown,
): { asked: Asked[] } {
  const asked: Asked[] = [];
  vi.spyOn(prototype, 'send').mockImplementation(async (command: object) => {
    const input = Reflect.get(command, 'input') as Asked['input'];
    const one = { command: command.constructor.name.replace(/Command$/, ''), input };
    asked.push(one);
    return answer(one, asked.length);
  });
  return { asked };
}
