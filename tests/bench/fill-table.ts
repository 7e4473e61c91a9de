import type { Item, Table } from '#storage/table.ts';

/** Writes what `itemsOf` gives for each of so many certificates; the local engine takes some thousands of items a second. */
export async function fillTable(table: Table, size: number, itemsOf: (n: number) => Item[]): Promise<void> {
  const numbers = Array.from({ length: size }, (_, n) => n).values();
  const worker = async () => {
    let waiting: Item[] = [];
    for (const n of numbers) {
      waiting.push(...itemsOf(n));
      if (waiting.length >= 200) waiting = await table.writeAll({ puts: waiting }).then(() => []);
    }
    await table.writeAll({ puts: waiting });
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

export function point(url: string): void {
  Object.assign(process.env, {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: url,
  });
}
