import { ERASED_NAME } from '#register/certificate/erasure.ts';
import type { Match } from '#register/certificate/verification.ts';
import type { CivilDate } from '#register/civil-date.ts';
import { address } from '#web/http/current-page.ts';
import { numberPath } from '#web/http/verify-address.ts';
import { asOfDay, factMessages } from '#web/messages/pages.ts';
import { statusMessages, verdictSentence, verdictTense } from '#web/messages/verdict.ts';
import { OutcomeIcon, StatusIcon } from '#web/ui/icons.tsx';
import type { PageContext } from '#web/ui/page-context.ts';
import { statusColours } from '#web/ui/status-colours.ts';
import { CertificateNumber } from '#web/ui/text.tsx';

interface VerdictPanelProps {
  match: Match;
  on: CivilDate;
  context: PageContext;
  /** The page's own heading, or the one of a match below its issuer's name. */
  Heading: 'h1' | 'h2' | 'h3';
  /** Without the colour of its status: another panel says what matters more. */
  muted: boolean;
}

/** Icon, word, and the sentence that says it whole. */
export function VerdictPanel({ match, on, context, Heading, muted }: VerdictPanelProps) {
  const { language, today } = context;
  const { status, supersededBy } = match;
  // Today's "valid" has its date in the sentence already.
  const tense = verdictTense(on, today);
  const dated = status === 'valid' && tense === 'today';
  return (
    <div class={`panel verdict ${muted ? 'plain' : statusColours[status]}`}>
      <StatusIcon status={status} />
      <div>
        <Heading>
          {tense !== 'today' && <span class="asof">{asOfDay(on, language)} </span>}
          {statusMessages[status][language]}
        </Heading>
        <p>
          {verdictSentence(match, on, today, language)}{' '}
          {supersededBy && status === 'superseded' && (
            <a href={address(numberPath(supersededBy.number), { issuer: supersededBy.issuer }, language)}>
              <CertificateNumber>{supersededBy.number}</CertificateNumber>
            </a>
          )}
          {!supersededBy && status === 'superseded' && factMessages.newerWantsName[language]}
        </p>
        {tense === 'today' && !dated && <p class="asof">{asOfDay(on, language)}</p>}
      </div>
    </div>
  );
}

const nameVerdicts = {
  pass: { tone: 'valid', word: factMessages.nameMatches, means: factMessages.nameMatchesMeans },
  fail: { tone: 'stop', word: factMessages.nameDiffers, means: factMessages.nameDiffersMeans },
  unknown: { tone: 'plain', word: factMessages.nameUnknown, means: factMessages.nameUnknownMeans },
} as const;

interface NamePanelProps {
  match: Match;
  name: string;
  context: PageContext;
  Heading: 'h1' | 'h2' | 'h3';
}

/** What came of comparing the typed name; nothing when none was typed. */
export function NamePanel({ match, name, context, Heading }: NamePanelProps) {
  const { language } = context;
  const outcome = match.checks.find(({ check }) => check === 'nameMatches')?.outcome;
  if (!outcome) return null;
  const { tone, word, means } = nameVerdicts[outcome];
  const isErased = match.holder.name === ERASED_NAME.name;
  return (
    <div class={`panel ${Heading === 'h1' ? '' : 'note '}${tone}`}>
      <OutcomeIcon outcome={outcome} />
      <div>
        <Heading>{word[language]}</Heading>
        <p>{(isErased ? factMessages.nameErasedMeans : means)[language]}</p>
        <p>
          {factMessages.typed[language]}
          <strong>{name}</strong>
        </p>
      </div>
    </div>
  );
}
