/** What a reader finds in a page of the console. */

/** The words of its main part, with single spaces. */
export function textOf(html: string): string {
  return (html.split('<main')[1]?.split('</main>')[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** What a browser would send back of its first form: names and values. */
export function fieldsOf(html: string): Record<string, string> {
  const form = html.split('<main')[1]?.split('<form')[1]?.split('</form>')[0] ?? '';
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value') ?? '',
  ]);
  const selects = [...form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/g)].map(
    ([, name, options = '']) => [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? ''],
  );
  return Object.fromEntries([...inputs, ...selects]);
}
