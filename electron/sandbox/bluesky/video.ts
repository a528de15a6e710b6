import { lettersOf } from '../chance.ts';
import type { Answer, Call, CallHead, NetworkParts } from '../network.ts';
import { cidOfBytes } from './cid.ts';
import type { Sessions } from './sessions.ts';
import type { Change, State, VideoJob } from './state.ts';
import { signServiceToken, verifyServiceToken } from './tokens.ts';
import { invalid, notAuthenticated, xrpcError } from './xrpc.ts';

/** ms that a video is worked on. */
const PROCESSING = 2500;
/** Source: lexicons/app/bsky/embed/video.json. */
const MAX_BYTES = 300_000_000;
/** ms that a word to another service is good for. */
const LIVES = 60_000;
const LONGEST = 60 * 60_000;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export interface VideoParts extends Pick<NetworkParts, 'seed' | 'now' | 'secret'> {
  state: State;
  sessions: Sessions;
  keep: NetworkParts['media']['keep'];
  record(change: Change): void;
}

/** The service that makes videos fit, which all servers of accounts share. Source: lexicons/app/bsky/video. */
export function createVideo({ seed, now, secret, state, sessions, keep, record }: VideoParts) {
  /** Whoever a server of accounts vouches for, for one method. */
  function personFor(head: CallHead, method: string) {
    const claims = verifyServiceToken(head, secret);
    if (!claims || claims.exp <= now() / 1000) return null;
    return claims.lxm === method ? state.person(claims.iss) : null;
  }

  const isDone = ({ readyAt }: VideoJob) => readyAt !== null && readyAt <= now();
  const reference = ({ cid, mimeType, size }: VideoJob) => ({
    $type: 'blob',
    ref: { $link: cid },
    mimeType,
    size,
  });
  const told = (job: VideoJob) => ({
    jobId: job.jobId,
    did: job.did,
    state: job.failed
      ? 'JOB_STATE_FAILED'
      : isDone(job)
        ? 'JOB_STATE_COMPLETED'
        : 'JOB_STATE_ENCODING',
    ...(job.failed ? { error: 'validation_failure', message: 'Not a video' } : {}),
    ...(isDone(job) && !job.failed ? { progress: 100, blob: reference(job) } : {}),
  });

  return {
    serviceAuth(head: CallHead): Answer {
      const found = sessions.authorise(head);
      if ('refused' in found) return found.refused;
      const { query } = head;
      const [aud, lxm] = [query.get('aud'), query.get('lxm')];
      if (aud === null) return invalid('Params must have the property "aud"');
      const latest = Math.floor(now() / 1000);
      const exp = Number(query.get('exp') ?? latest + LIVES / 1000);
      if (exp <= latest) return invalid('expiration is in past', 'BadExpiration');
      if (exp > latest + LONGEST / 1000)
        return invalid(
          'cannot request a token with an expiration more than an hour in the future',
          'BadExpiration',
        );
      const token = signServiceToken({ iss: found.person.did, aud, lxm, exp }, secret);
      return { status: 200, body: { token } };
    },

    limits(head: CallHead): Answer {
      return personFor(head, 'app.bsky.video.getUploadLimits')
        ? {
            status: 200,
            body: {
              canUpload: true,
              remainingDailyVideos: 25,
              remainingDailyBytes: 10_000_000_000,
            },
          }
        : notAuthenticated();
    },

    upload(call: Call): Answer {
      const person = personFor(call, 'com.atproto.repo.uploadBlob');
      if (person?.did !== call.query.get('did')) return notAuthenticated();
      const mimeType = (call.headers['content-type'] ?? '').split(';')[0] ?? '';
      if (mimeType !== 'video/mp4') return invalid(`Wrong request encoding: ${mimeType}`);
      if (call.body.length > MAX_BYTES)
        return xrpcError(413, 'PayloadTooLarge', 'request entity too large');
      const cid = cidOfBytes(call.body);
      const known = state.videoJob(person.did, cid);
      // The same file is worked on once.
      if (known && isDone(known) && !known.failed)
        return xrpcError(409, 'already_exists', 'Video already processed');
      const takes = call.processing ?? PROCESSING;
      const job: VideoJob = {
        jobId: lettersOf(BASE32, 20, seed, 'video', person.did, cid, now()),
        did: person.did,
        cid,
        sha256: keep(call.body),
        mimeType,
        size: call.body.length,
        readyAt: Number.isFinite(takes) ? now() + takes : null,
        failed: call.body.toString('latin1', 4, 8) !== 'ftyp',
      };
      record({ kind: 'video_job', ...job });
      return { status: 200, body: { jobStatus: told(job) } };
    },

    status({ query }: CallHead): Answer {
      const job = state.videoJobs().find(({ jobId }) => jobId === query.get('jobId'));
      if (!job) return invalid('Job not found');
      const { did, cid, sha256, mimeType, size } = job;
      // It puts what it has made onto the account's server.
      if (isDone(job) && !job.failed && !state.blob(did, cid))
        record({ kind: 'blob', did, cid, sha256, mimeType, size });
      return { status: 200, body: { jobStatus: told(job) } };
    },
  };
}
