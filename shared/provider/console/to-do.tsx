import { filesToCorrect } from '#import/console/files-to-correct.ts';
import { listImports } from '#import/list-imports.ts';
import type { ApiDeps } from '#provider/deps.ts';
import {
  failingAddresses,
  remindersThisWeek,
  rowsToCorrect,
  toDoMessages,
} from '#provider/messages/console-home.ts';
import type { Language } from '#register/certificate/credential.ts';
import { addDays, hongKongDay, type Instant } from '#register/civil-date.ts';
import { listUndeliverable } from '#remind/list-undeliverable.ts';
import { countRecentReminders } from '#remind/recent-reminders.ts';

/** Files further back are no longer anybody's work of today. */
const FILES = 20;
const MAX_ADDRESSES = 50;
const DAYS = 6;

type ToDo = Awaited<ReturnType<typeof readToDo>>;

/** What is to be corrected, and what went on without anybody. */
export async function readToDo(deps: ApiDeps, { provider, at }: { provider: string; at: Instant }) {
  const to = hongKongDay(at);
  const [imports, failing, reminders] = await Promise.all([
    listImports(deps, { provider, limit: FILES, at }),
    listUndeliverable(deps, { provider, limit: MAX_ADDRESSES, pastUnreadable: true }),
    countRecentReminders(deps, { provider, from: addDays(to, -DAYS), to }),
  ]);
  return {
    imports: imports.items,
    files: filesToCorrect(imports.items),
    failing: { count: failing.items.length, isMore: failing.cursor !== undefined },
    reminders,
  };
}

export function ToDoList({ toDo, language }: { toDo: ToDo; language: Language }) {
  const { files, failing, reminders } = toDo;
  return (
    <section class="stack measure">
      <h2>{toDoMessages.title[language]}</h2>
      {files.length === 0 && failing.count === 0 && <p>{toDoMessages.nothing[language]}</p>}
      {(files.length > 0 || failing.count > 0) && (
        <ul class="steps">
          {files.map(({ importId, fileName, rows }) => (
            <li>
              <a class="url" href={`/console/imports/${encodeURIComponent(importId)}`}>
                {rowsToCorrect(rows.rejected, fileName, language)}
              </a>
            </li>
          ))}
          {failing.count > 0 && (
            <li>
              <a href="/console/undeliverable">{failingAddresses(failing.count, failing.isMore, language)}</a>
            </li>
          )}
        </ul>
      )}
      {/* None among those that were looked at says nothing of the others. */}
      {(reminders.sent > 0 || !reminders.atLeast) && (
        <p>{remindersThisWeek(reminders.sent, reminders.atLeast, language)}</p>
      )}
    </section>
  );
}
