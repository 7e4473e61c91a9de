/**
 * AWS's own rule groups, and which of their rules only count here: what people paste and upload (names, workbooks, lists of
 * 50,000) is larger than those rules take, and looks like anything; a provider's program may have no User-Agent. Not AWS's list of
 * bad addresses: at a gate hundreds of people share one with whoever else the carrier has.
 */
const GROUPS: Record<string, readonly string[]> = {
  AWSManagedRulesCommonRuleSet: [
    'SizeRestrictions_BODY',
    'CrossSiteScripting_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'EC2MetaDataSSRF_BODY',
    'NoUserAgent_HEADER',
  ],
  AWSManagedRulesKnownBadInputsRuleSet: ['Log4JRCE_BODY', 'JavaDeserializationRCE_BODY'],
};

export const MANAGED_RULES = Object.entries(GROUPS).map(([name, counted]) => ({
  name,
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  overrideAction: { none: {} },
}));
