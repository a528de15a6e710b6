import {
  type Authorisation,
  type AuthorisationToken,
  createAuthorisation,
} from '../authorisation.ts';
import type { Form } from '../form.ts';
import {
  graphError,
  invalid,
  missingPermission,
  tokenError,
  unsupported,
} from '../graph/errors.ts';
import { goodToken } from '../graph/holder.ts';
import { type Params, tokenOf } from '../graph/params.ts';
import { escapeHtml } from '../html.ts';
import type { Answer, CallHead } from '../network.ts';
import type { Change, Page, State } from './state.ts';

const HOUR = 60 * 60_000;
const LONG_LIVED = 60 * 24 * HOUR;
export const SCOPES = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'read_insights',
  'business_management',
  'public_profile',
] as const;
export type Scope = (typeof SCOPES)[number];
/** Where an application without a page of its own may end: it shows nothing, and has the code in its address. */
const SUCCESS = 'https://www.facebook.com/connect/login_success.html';

export interface AccessParts {
  seed: number;
  now(): number;
  newId(): string;
  state: State;
  record(change: Change): void;
}

/** Facebook Login, and who may do what. Source: developers.facebook.com/docs/facebook-login. */
export function createAccess({ seed, now, newId, state, record }: AccessParts) {
  const authorisation: Authorisation = createAuthorisation({
    seed,
    network: 'facebook',
    now,
    newId,
    rules: {
      code: 10 * 60_000,
      access: 2 * HOUR,
      rotates: false,
      challenge: 'base64url',
      challengeRequired: false,
      secret: true,
      // http only for this name, while the app is in development mode.
      allowsRedirect: (uri) =>
        uri.href === SUCCESS ||
        uri.protocol === 'https:' ||
        (uri.protocol === 'http:' && uri.hostname === 'localhost'),
      scopeSeparator: ',',
      scopes: SCOPES,
    },
    people: () => state.users().map(({ id, name }) => ({ id, label: name })),
    record,
  });
  const { application } = authorisation;

  const pagesOf = (token: AuthorisationToken): Page[] => {
    const chosen = state.familyPages(token.family);
    return state
      .pages()
      .filter(({ id, userId }) => userId === token.personId && (chosen?.includes(id) ?? true));
  };
  /** A page's token lives as long as the person's, and for ever where that is a long-lived one. */
  const pageToken = (page: Page, { scopes, family, endsAt }: AuthorisationToken): string => {
    const left = endsAt === null ? null : endsAt - now();
    const life = left === null || left > 3 * HOUR ? null : left;
    return authorisation.issue(page.id, scopes, family, life).token;
  };

  const holderOf = (head: CallHead) => goodToken(authorisation, tokenOf(head));

  return {
    authorisation,
    pagesOf,
    pageToken,
    holderOf,

    /** The page whose token the call has, where it may do that. `id` is what the call is about. */
    pageFor(head: CallHead, scope: Scope, id?: string): Page | Answer {
      const holder = holderOf(head);
      if ('body' in holder) return holder;
      const page = state.page(holder.personId);
      if (!page)
        return graphError(210, '(#210) A page access token is required to request this resource.', {
          status: 403,
        });
      if (id !== undefined && id !== 'me' && id !== page.id) return unsupported(head.method, id);
      return holder.scopes.includes(scope) ? page : missingPermission(scope);
    },

    /** The page that asks, with the pages to choose from. */
    page(call: CallHead): Answer {
      const answer = authorisation.page(call, call.path);
      if (answer.status !== 200 || typeof answer.body !== 'string') return answer;
      const choices = state
        .pages()
        .map(
          ({ id, name }) =>
            `<p><label><input type="checkbox" name="page[]" value="${escapeHtml(id)}" checked> ${escapeHtml(name)}</label></p>`,
        )
        .join('');
      const fieldset = `<fieldset><legend>Pages it may use</legend><input type="hidden" name="pages" value="chosen">${choices}</fieldset>`;
      return { ...answer, body: answer.body.replace('<p><button', `${fieldset}<p><button`) };
    },

    decide(form: Form): Answer {
      const answer = authorisation.decide(form);
      const location = answer.headers?.location;
      const code = location ? new URL(location).searchParams.get('code') : null;
      if (code !== null && form.has('pages'))
        record({ kind: 'code_pages', code, pageIds: form.list('page') });
      return answer;
    },

    /** `/oauth/access_token`: a code for a short-lived token, or that for a long-lived one. */
    token(params: Params): Answer {
      const clientId = params.text('client_id');
      const clientSecret = params.text('client_secret');
      if (clientId !== application.clientId)
        return graphError(
          101,
          'Error validating application. Cannot get application info due to a system error.',
        );
      if (clientSecret !== application.clientSecret)
        return graphError(1, 'Error validating client secret.');
      if (params.text('grant_type') === 'fb_exchange_token') {
        const holder = authorisation.holderOf(params.text('fb_exchange_token'));
        if (typeof holder === 'string') return tokenError(holder);
        if (!state.user(holder.personId)) return invalid('Only tokens of people can be exchanged');
        return granted(
          authorisation.issue(holder.personId, holder.scopes, holder.family, LONG_LIVED),
        );
      }
      const code = params.text('code');
      const redeemed = authorisation.redeem({
        clientId,
        clientSecret,
        code,
        redirectUri: params.text('redirect_uri'),
        verifier: params.text('code_verifier'),
      });
      if ('error' in redeemed)
        return graphError(100, 'This authorization code has been used or has expired.', {
          subcode: 36009,
        });
      const { family } = redeemed.token;
      const pageIds = state.codePages(code ?? '');
      if (pageIds) record({ kind: 'family_pages', family, pageIds });
      return granted(redeemed.token);
    },

    /** `/debug_token`. */
    inspect(params: Params): Answer {
      const holder = authorisation.holderOf(params.text('input_token'));
      if (typeof holder === 'string')
        return { status: 200, body: { data: { is_valid: false, scopes: [] } } };
      const isPage = state.page(holder.personId) !== null;
      return {
        status: 200,
        body: {
          data: {
            app_id: application.clientId,
            application: 'Sandbox',
            type: isPage ? 'PAGE' : 'USER',
            is_valid: true,
            scopes: holder.scopes,
            expires_at: holder.endsAt === null ? 0 : Math.floor(holder.endsAt / 1000),
            ...(isPage && { profile_id: holder.personId }),
          },
        },
      };
    },
  };

  function granted({ token, endsAt }: AuthorisationToken): Answer {
    const expires = endsAt === null ? {} : { expires_in: Math.floor((endsAt - now()) / 1000) };
    return { status: 200, body: { access_token: token, token_type: 'bearer', ...expires } };
  }
}
