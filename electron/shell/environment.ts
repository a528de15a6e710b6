/** What the environment may ask of the shell. Only for development and tests: see `readEnvironment`. */
export interface Environment {
  /** Another folder in place of the person's own workspace. */
  userData: string | null;
  /** Where a picture of the settled window goes. */
  screenshot: string | null;
  /** Vite's server in development; pages still come from `app://bundle`, through us. */
  rendererUrl: string | null;
  /** Parses what routes answer, too. Benchmarks leave it out, as the packaged application does. */
  checkOutput: boolean;
}

const NOTHING: Environment = {
  userData: null,
  screenshot: null,
  rendererUrl: null,
  checkOutput: false,
};

/** Reads the hooks. A packaged application has none, unless it is under test and was started so. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  packaged: boolean,
): Environment {
  if (packaged && env.CLIENTNEST_TEST !== '1') return NOTHING;
  return {
    userData: env.CLIENTNEST_USER_DATA || null,
    screenshot: env.CLIENTNEST_SCREENSHOT || null,
    rendererUrl: packaged ? null : env.ELECTRON_RENDERER_URL || null,
    checkOutput: !packaged && env.CLIENTNEST_CHECK_OUTPUT !== '0',
  };
}
