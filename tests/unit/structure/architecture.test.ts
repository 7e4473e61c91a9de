import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circles, PROJECT, picture, ROOMS, readModules, roomImports } from '../../structure/tree.ts';

const text = readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8');

describe('docs/architecture.md', () => {
  it('shows the rooms as the code has them (npm run structure picture)', () => {
    expect(text).toContain(picture(readModules()));
  });

  it('names no file that is not there', () => {
    const named = [...text.matchAll(/`((?:[a-z-]+\/)+(?:[\w.-]+)?)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(30);
    const places = (path: string) => [path, `shared/${path}`].map((place) => join(PROJECT, place));
    expect(named.filter((path) => !places(path).some((place) => existsSync(place)))).toEqual([]);
  });
});

it('every room lies on its floor, and imports lower ones alone', () => {
  expect(ROOMS.length).toBeGreaterThan(10);
  const wrong = [...roomImports(readModules())].flatMap(([room, others]) =>
    [...others.keys()]
      .filter((other) => ROOMS.indexOf(other) >= ROOMS.indexOf(room))
      .map((other) => `${room} -> ${other}`),
  );
  expect(wrong).toEqual([]);
});

it('no file imports itself by way of others', () => {
  expect(circles(readModules())).toEqual([]);
});
