import type { Context } from 'hono';
import * as z from 'zod';
import { readAsked, readAskedDay, readIssuer } from '#register/asked-number.ts';
import { type CivilDate, civilDate } from '#register/civil-date.ts';
import { isIdentityForNumber } from '#register/names/holder-input.ts';
import { mediaType, readForm, readJson } from '#web/http/body.ts';
import type { HttpEnv } from '#web/http/http-env.ts';

/** What somebody asks, read from a path, a query, a form or JSON. Empty is the same as left out, and so is `null`. */
export interface Question {
  number: string;
  name?: string;
  issuer?: string;
  /** As typed; `readDay` says whether it is a day. */
  on?: string;
}

const name = z.string().max(200).nullish();
const issuer = z.string().max(20).nullish();
const on = z.string().max(40).nullish();

const bodyOfOne = z.strictObject({ name, issuer, on });
const MAX_ITEMS = 500;
const bodyOfMany = z.strictObject({
  on,
  items: z.array(z.strictObject({ number: z.string(), name, issuer })).max(MAX_ITEMS),
});

type RawQuestion = { [Field in keyof Question]?: Question[Field] | null | undefined };

/** The question without what a chat or mail program took along behind an address; an address may stand for the number. */
export function questionFrom(raw: RawQuestion): Question {
  const name = raw.name?.trim();
  const asked = readAsked(raw.number?.trim() ?? '');
  const issuer = readIssuer(raw.issuer) ?? readIssuer(asked.issuer);
  const on = readAskedDay(raw.on) ?? readAskedDay(asked.on);
  return {
    number: asked.number,
    ...(name && { name }),
    ...(issuer && { issuer }),
    ...(on && { on }),
  };
}

export function isJson(c: Context<HttpEnv>): boolean {
  return mediaType(c) === 'application/json';
}

/** The body of `POST /verify/{number}`. Fails with 400, 413, 415 or 422. */
export async function readQuestion(c: Context<HttpEnv>, number: string): Promise<Question> {
  const body = isJson(c) ? await readJson(c, bodyOfOne) : await readForm(c);
  return questionFrom({ ...body, number });
}

/** The body of `POST /verify` as a form. Fails with 413 or 415. */
export async function readQuestionForm(c: Context<HttpEnv>): Promise<Question> {
  return questionFrom(await readForm(c));
}

/** The JSON body of `POST /verify`: at most 500 questions about one day. Fails with 400, 413, 415 or 422. */
export async function readQuestions(
  c: Context<HttpEnv>,
): Promise<{ on?: string; items: (Question & { sent: string })[] }> {
  const { on: typed, items } = await readJson(c, bodyOfMany);
  const on = readAskedDay(typed);
  return {
    ...(on && { on }),
    // All are asked about one day.
    items: items.map((item) => {
      const { on: _, ...question } = questionFrom(item);
      return { ...question, sent: item.number };
    }),
  };
}

/** Whether the body of `POST /verify` is a list of numbers, pasted or as a file; a file is not read. Fails with 413 or 415. */
export async function isList(c: Context<HttpEnv>): Promise<boolean> {
  return mediaType(c) === 'multipart/form-data' || Object.hasOwn(await readForm(c), 'list');
}

/**
 * How many certificates the body of `POST /verify` asks about. A form looks up its number only with a name beside it, or where
 * it may be an identity number: others are sent on, and so is a list. Fails as `readQuestions` does; a form that cannot be read looks up none.
 */
export async function lookupsIn(c: Context<HttpEnv>): Promise<number> {
  if (isJson(c)) return (await readQuestions(c)).items.length;
  const { name, number = '' } = await readQuestionForm(c).catch((): Partial<Question> => ({}));
  return name || isIdentityForNumber(number) ? 1 : 0;
}

/** The day asked about, `today` when none is; undefined when it is not in the calendar. */
export function readDay(on: string | undefined, today: CivilDate): CivilDate | undefined {
  return on === undefined ? today : civilDate.safeParse(on).data;
}
