import { addApproval, endApproval, type LedgerChange } from '#register/catalogue/approvals.ts';
import type { Approval } from '#register/catalogue/provider.ts';
import { approvesCourse } from '#register/catalogue/recognition.ts';
import { type Command, change, existing, needed, readCourse, readDay } from './asking.ts';
import { Misuse } from './misuse.ts';
import type { Options } from './options.ts';

/**
 * The ledger of approvals. A certificate is recognised by the period that covers its day of issue, so a withdrawal
 * changes nothing issued through the period's last day. Verify pages show a change within a minute.
 */
export const approvalCommands: Record<string, Command> = {
  async 'approval add'(repository, options) {
    const code = needed(options, 'provider');
    const added = {
      ...courseIn(options),
      from: readDay('from', needed(options, 'from')),
      ...(options.to && { to: readDay('to', options.to) }),
    };
    await change(repository, code, (seen) => {
      const { approvals } = orMisuse(addApproval(seen.approvals, added));
      return { profile: { ...seen, approvals } };
    });
    return { text: `approved ${code}: ${line(added)}`, data: { provider: code, ...added } };
  },

  async 'approval end'(repository, options) {
    const code = needed(options, 'provider');
    const from = options.from ? readDay('from', options.from) : undefined;
    const end = { ...courseIn(options), from, to: readDay('to', needed(options, 'to')) };
    const { ended } = await change(repository, code, (seen) => {
      const { approvals, changed } = orMisuse(endApproval(seen.approvals, end));
      return { profile: { ...seen, approvals }, ended: changed };
    });
    return {
      text: `ended for ${code}: ${line(ended)}; what was issued through ${end.to} stays as it was`,
      data: { provider: code, ...ended },
    };
  },

  async 'approval list'(repository, options) {
    const code = needed(options, 'provider');
    const { approvals } = await existing(repository, code);
    return {
      // Of the organisation and of its courses apart: one says nothing for the other.
      text: approvals.length
        ? approvals
            .toSorted((a, b) => Number(isOfCourse(a)) - Number(isOfCourse(b)))
            .map(line)
            .join('\n')
        : `no approvals on record for ${code}`,
      data: { provider: code, approvals },
    };
  },
};

const isOfCourse = ({ scheme }: Pick<Approval, 'scheme'>) => approvesCourse(scheme);

/** One period as people read it: `OFA HK-509A-17-2-b-iii, 2011-01-02 to 2024-12-31`. */
export function line({ courseType, scheme, from, to }: Approval): string {
  const kind = isOfCourse({ scheme }) ? ' (the course)' : '';
  return `${courseType} ${scheme}${kind}, ${to ? `${from} to ${to}` : `from ${from}`}`;
}

/** A change that could be made; otherwise the one sentence that says what to correct. */
export function orMisuse(answer: LedgerChange): LedgerChange & { ok: true } {
  if (answer.ok) return answer;
  switch (answer.code) {
    case 'ends_before_it_begins':
      throw new Misuse('the period would end before it begins: compare --from and --to');
    case 'overlaps':
      throw new Misuse(`overlaps the period on record: ${line(answer.existing)}; end that one first`);
    case 'none_then':
      throw new Misuse('no such period on record (see approval list); name one by its first day with --from');
    case 'several_then':
      throw new Misuse('several periods hold on that day: name one by its first day with --from');
  }
}

function courseIn(options: Options) {
  return readCourse(needed(options, 'type'), needed(options, 'scheme'));
}
