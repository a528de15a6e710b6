// What browsers strip from links: Brave's list (brave-core, components/query_filter/utils.cc) and Firefox's
// (privacy.query_stripping.strip_list), read on 2026-11-23; campaign parameters by the names of who reads them.

/** Say who clicked, or which mail or ad it was, and change nothing of the page. */
const NAMES: ReadonlySet<string> = new Set(
  [
    // Of one click on an ad or a share.
    'gclid gclsrc dclid gbraid wbraid srsltid _gl fbclid fb_action_ids fb_action_types fb_comment_id fb_ref',
    'fb_source msclkid ttclid twclid li_fat_id epik yclid ymclid ysclid irclickid wickedid rb_clickid',
    'unicorn_click_id s_cid bsft_clkid _branch_match_id _branch_referrer _openstat guccounter guce_referrer',
    'guce_referrer_sig action_object_map action_type_map action_ref_map vgo_ee',
    // Of one mail or the person who got it.
    'mc_eid mc_cid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking __s _kx _bhlid bbeml bsft_uid et_rid',
    'at_recipient_id at_recipient_list ml_subscriber ml_subscriber_hash oft_c oft_ck oft_d oft_id oft_ids',
    'oft_k oft_lk oft_sk oly_anon_id oly_enc_id sc_customer sc_eh sc_uid ss_email_id vero_conv vero_id',
  ]
    .join(' ')
    .split(' '),
);

/** Campaigns: Google Analytics, Matomo and Piwik, HubSpot's ads. */
const PREFIXES = ['utm_', 'mtm_', 'matomo_', 'pk_', 'piwik_', 'hsa_'];

/** Only on these sites: elsewhere the name may mean something. */
const ON_SITES: ReadonlyMap<string, readonly string[]> = new Map([
  ['igsh', ['instagram.com']],
  ['igshid', ['instagram.com']],
  ['ref_src', ['twitter.com', 'x.com']],
  ['ref_url', ['twitter.com', 'x.com']],
  ['si', ['youtube.com', 'youtu.be', 'open.spotify.com']],
]);

/**
 * Whether a query parameter only tracks.
 * @param name lower case
 * @param host of the link, lower case, e.g. `www.instagram.com`
 */
export const isTracking = (name: string, host: string): boolean =>
  NAMES.has(name) ||
  PREFIXES.some((prefix) => name.startsWith(prefix)) ||
  (ON_SITES.get(name) ?? []).some((site) => host === site || host.endsWith(`.${site}`));
