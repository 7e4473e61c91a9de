import type { Language } from '#register/certificate/credential.ts';
import type { Match, Verdict } from '#register/certificate/verification.ts';
import { checkDetail } from '#web/messages/check-detail.ts';

/** The verdict in the contract's JSON: data as it is, and why a check came out so as a sentence in the reader's language. */
export function verdictJson<V extends Verdict>(verdict: V, language: Language) {
  return { ...verdict, matches: verdict.matches.map((match) => matchJson(match, language)) };
}

function matchJson(match: Match, language: Language) {
  const checks = match.checks.map((checked) => {
    const { check, outcome } = checked;
    const detail = checkDetail(checked, language);
    return { check, outcome, ...(detail && { detail }) };
  });
  return { ...match, checks };
}
