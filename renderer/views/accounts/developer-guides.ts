import type { NetworkId } from '../../../shared/domain/network.ts';

/** How an app of one's own is made at a network. */
export interface DeveloperGuide {
  /** The network's page for developers. */
  console: string;
  /** What the two values are called there. */
  clientId: string;
  clientSecret: string;
  /** Before the addresses are registered: what to make, and where. */
  make: readonly string[];
  /** Where the addresses go. */
  register: string;
  /** Where the scopes are switched on; null where they are only asked for at the sign-in. */
  scopes: string | null;
  /** Where id and secret are found. */
  copy: string;
  /** What to know before somebody else's account is connected. */
  note: string | null;
}

const META = 'https://developers.facebook.com/apps';
const META_NOTE =
  'While the app is in development mode, it works for people who have a role in it. Add whoever signs in under App roles; accounts of others need Meta’s review.';

const GUIDES = {
  x: {
    console: 'https://console.x.com',
    clientId: 'Client ID',
    clientSecret: 'Client Secret',
    make: [
      'Sign in with the account that pays, and buy credits under Billing: X bills each call.',
      'Choose Create App. Under its User authentication settings choose “Read and write” and the type “Native App”.',
    ],
    register:
      'In the same settings, as Callback URI, all of them and exactly as they stand here. Any address of yours will do as Website URL.',
    scopes: null,
    copy: 'Under Keys and tokens, in the section OAuth 2.0. A Native App needs no secret.',
    note: null,
  },
  linkedin: {
    console: 'https://www.linkedin.com/developers/apps',
    clientId: 'Client ID',
    clientSecret: 'Primary Client Secret',
    make: [
      'Create an app. LinkedIn wants it to belong to a company page; a super admin of the page verifies it.',
      'Under Products request “Community Management API”: it brings all that ClientNest asks for, for profiles and for pages. If it can’t be requested because the app has another product, make an app for it alone.',
      'LinkedIn looks at the request by hand, and gives it to registered companies only: have the legal name, the website and an e-mail address of yours there at hand.',
    ],
    register: 'Under Auth, as Authorized redirect URLs for your app.',
    scopes: 'They come with the products. What yours has is listed under Auth, OAuth 2.0 scopes.',
    copy: 'Under Auth, Application credentials.',
    note: 'For an app without a secret, ask your contact at LinkedIn to turn on PKCE for native clients. The browser may come back to any port of this computer then.',
  },
  facebook: {
    console: META,
    clientId: 'App ID',
    clientSecret: 'App secret',
    make: ['Create an app with the use case “Manage everything on your Page”.'],
    register: 'Under Facebook Login for Business, Settings, as Valid OAuth Redirect URIs.',
    scopes: 'Under Use cases, Customize, add each of them that is not there yet.',
    copy: 'Under App settings, Basic.',
    note: `${META_NOTE} Until the app is published (“Live”), only they see what it posts.`,
  },
  instagram: {
    console: META,
    clientId: 'Instagram app ID',
    clientSecret: 'Instagram app secret',
    make: [
      'Create an app with the use case “Manage messaging & content on Instagram”.',
      'Open API setup with Instagram login. The account has to be a professional one: Business or Creator.',
    ],
    register:
      'Under Set up Instagram business login, as Redirect URL. Once it is set up, it stands in the Business login settings.',
    scopes: 'Under Permissions and features of the use case, add each of them.',
    copy: 'At the top of API setup with Instagram login. They are not the App ID and secret of the app itself.',
    note: 'Until Meta has reviewed the app, invite each account as Instagram Tester under App roles; it accepts in its settings under Website permissions.',
  },
  threads: {
    console: META,
    clientId: 'Threads App ID',
    clientSecret: 'Threads App secret',
    make: ['Create an app with the use case “Access the Threads API”.'],
    register:
      'Under Use cases, Customize, Settings, as Redirect Callback URLs. The two other addresses that are wanted there may be any page of yours.',
    scopes: 'Under Permissions and features of the use case, add each of them.',
    copy: 'Under App settings, Basic, further down. They are not those of the app itself.',
    note: 'Until Meta has reviewed the app, invite each account as Threads Tester under App roles; it accepts in its settings under Website permissions.',
  },
  tiktok: {
    console: 'https://developers.tiktok.com/apps',
    clientId: 'Client key',
    clientSecret: 'Client secret',
    make: [
      'Under Manage apps choose Connect an app, for the platform Desktop.',
      'Add the products Login Kit and Content Posting API, and switch Direct Post on.',
      'For photos, verify the address of your media relay under URL properties: TikTok fetches from no other.',
    ],
    register: 'Under Login Kit, as Redirect URI for Desktop. The * stands for any port.',
    scopes: 'Under Scopes, add each of them.',
    copy: 'Under Credentials, on the page of the app.',
    note: 'TikTok reviews the app first; before that, its Sandbox lets in the accounts that you name there. Until the app is audited as well, what it posts can be seen by the account only, the account has to be private while it posts, and five accounts a day can.',
  },
} satisfies Record<string, DeveloperGuide>;

/** How an app of one's own is made there; null where networks want none. */
export const developerGuide = (network: NetworkId): DeveloperGuide | null =>
  Object.entries<DeveloperGuide>(GUIDES).find(([id]) => id === network)?.[1] ?? null;
