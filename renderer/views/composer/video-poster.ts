/** Longest side in pixels. */
const SIDE = 1280;
/** Chromium does not tell of every video that it can't play. */
const PATIENCE = 10_000;

/** A picture from near the beginning of a video; null where this system can't show it. */
export async function videoPoster(file: File): Promise<Blob | null> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  try {
    video.muted = true;
    video.preload = 'auto';
    video.src = url;
    await happens(video, 'loadeddata');
    // The first frame is often black.
    const { duration } = video;
    video.currentTime = Number.isFinite(duration) ? Math.min(1, duration / 10) : 0;
    await happens(video, 'seeked');
    return await drawn(video);
  } catch {
    // Another codec than Chromium's, or none: its length is shown in its place.
    return null;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

const happens = (video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error('Too slow')), PATIENCE);
    video.addEventListener(event, () => resolve(window.clearTimeout(timer)), { once: true });
    video.addEventListener('error', () => reject(video.error), { once: true });
  });

function drawn(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', 0.85));
}
