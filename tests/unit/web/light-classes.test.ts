import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as light from '#web/http/light/fetch-classes.ts';

/** A bundle takes these for Node's own: whatever is done with them comes to the same. */
const own = { Headers, Request, Response };
type Classes = Pick<typeof own, 'Headers' | 'Request' | 'Response'>;
const both: [string, Classes][] = [
  ['Node’s own', own],
  ['the light ones', light as unknown as Classes],
];

/** What a piece of work comes to with each; what it throws counts by its class. */
async function withBoth(work: (classes: Classes) => unknown): Promise<[unknown, unknown]> {
  const results = await Promise.all(
    both.map(async ([, classes]) => {
      try {
        return await work(classes);
      } catch (error) {
        return (error as Error).name;
      }
    }),
  );
  return [results[0], results[1]];
}

const names = fc.constantFrom('a', 'A', 'Content-Type', 'content-type', 'Set-Cookie', 'x-b', 'b c', '', 'ü');
const values = fc.oneof(
  fc.constantFrom('1', ' 2\t', '', 'a, b', 'x\r\ny', '\0', '陳', 'é', '\r\nx', 'y\n'),
  fc.string(),
);
const steps = fc.array(
  fc.tuple(
    fc.constantFrom('set', 'append', 'delete', 'get', 'has', 'getSetCookie') as fc.Arbitrary<'set'>,
    names,
    values,
  ),
  { maxLength: 12 },
);

it('header fields are set, read and listed alike', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (asked) => {
      const [one, other] = await withBoth((classes) => {
        const headers = new classes.Headers();
        const said = asked.map(([step, name, value]) => {
          try {
            return headers[step](name, value);
          } catch (error) {
            return (error as Error).name;
          }
        });
        const each: string[] = [];
        headers.forEach((value, name) => void each.push(`${name}: ${value}`));
        const copies = [headers, [...headers]].map((from) => [...new classes.Headers(from).entries()]);
        return { said, each, copies };
      });
      expect(other).toEqual(one);
    }),
  );
});

it('fields are taken from an object', async () => {
  const [one, other] = await withBoth((classes) => [...new classes.Headers({ B: '1', a: ' 2 ' })]);
  expect(other).toEqual(one);
});

const bodies = [
  ['none', undefined],
  ['null', null],
  ['empty', ''],
  ['text', '陳大文\uD800'],
  ['a byte order mark', '\uFEFF姓名'],
  ['bytes', new TextEncoder().encode('陳大文')],
  ['no UTF-8', new Uint8Array([0xff, 0xfe, 0x41])],
  ['a buffer', new TextEncoder().encode('{"a":1}').buffer],
  ['JSON', '{"a":[1]}'],
] as const;

describe.each(bodies)('a body of %s', (_, body) => {
  it.each(['text', 'arrayBuffer', 'json', 'formData'] as const)('is read as %s', async (as) => {
    const [one, other] = await withBoth((classes) => new classes.Response(body)[as]());
    expect(other).toEqual(one);
    const [asked, askedToo] = await withBoth((classes) =>
      new classes.Request('https://a.example/', { method: 'POST', body: body ?? null })[as](),
    );
    expect(askedToo).toEqual(asked);
  });

  it.each([200, 204, 304, 404, 199, 600])('goes with the status %d or does not', async (status) => {
    const [one, other] = await withBoth((classes) => {
      const answer = new classes.Response(body, { status, headers: { 'x-a': '1' } });
      const again = new classes.Response(null, answer);
      return [answer.status, answer.ok, [...answer.headers], again.status, [...again.headers]];
    });
    expect(other).toEqual(one);
  });
});

it('a body that is a String object, as Hono’s own HTML is, is its text', async () => {
  const [one, other] = await withBoth((classes) =>
    new classes.Response(Object('<p>陳</p>'), { headers: { 'content-type': 'text/html' } }).text(),
  );
  expect(other).toEqual(one);
});

it('a body that comes bit by bit is refused at once', () => {
  const { Response: Light } = light as unknown as Classes;
  expect(() => new Light(new ReadableStream())).toThrow('no body that is whole in memory');
});

it('a form with a file is read', async () => {
  const form = [
    '--b',
    'Content-Disposition: form-data; name="a"',
    '',
    '陳',
    '--b',
    'Content-Disposition: form-data; name="f"; filename="x.csv"',
    'Content-Type: text/csv',
    '',
    '1,2',
    '--b--',
    '',
  ].join('\r\n');
  const [one, other] = await withBoth(async (classes) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const request = new classes.Request('https://a.example/', { method: 'POST', body: form, headers });
    const fields = await request.formData();
    const file = fields.get('f');
    return [fields.get('a'), file instanceof File && [file.name, file.type, await file.text()]];
  });
  expect(other).toEqual(one);
});

it.each(['GET', 'get', 'Post', 'patch', 'HEAD', 'TRACE', 'connect', 'A B', ''])(
  'a request by %s has its method and address',
  async (method) => {
    for (const url of ['https://a.example/證書/../x y?q=陳#f', 'https://a.example', 'nowhere'])
      for (const body of [null, 'x']) {
        const [one, other] = await withBoth((classes) => {
          const request = new classes.Request(url, { method, body });
          return [request.method, request.url];
        });
        expect(other).toEqual(one);
      }
  },
);

it('a copy of an answer is read beside it', async () => {
  const [one, other] = await withBoth(async (classes) => {
    const answer = new classes.Response('a', { headers: { 'content-type': 'text/html' } });
    return [await answer.clone().text(), await answer.text()];
  });
  expect(other).toEqual(one);
});
