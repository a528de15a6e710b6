import { useState } from 'react';
import { cx } from '../../../ui/class-names.ts';
import { Switch } from '../../../ui/switch.tsx';
import { MediaPicture } from '../media-picture.tsx';
import type { AiPart } from './ai-part.ts';
import { AskButton } from './ask-button.tsx';
import { Proposals } from './proposal.tsx';
import { Running } from './running.tsx';
import { lookHint } from './use-ready.ts';
import { useTask } from './use-task.ts';

/** From what a picture shows to captions: by its description, or by the picture itself where the model sees. */
export function Caption({ base, place, media, taking, ready, mayAsk, disabled }: AiPart) {
  const task = useTask('studio.caption');
  const [chosen, setChosen] = useState<string | null>(null);
  const [wantsLook, setWantsLook] = useState<boolean | null>(null);
  const [asked, setAsked] = useState('');
  const images = media.filter((one) => one.media.durationMs === null);
  const at = Math.max(
    0,
    images.findIndex((one) => one.media.id === chosen),
  );
  const picture = images[at];
  if (!picture)
    return (
      <p className="text-muted">
        Add a picture to the post first: captions are made of what it shows.
      </p>
    );
  const altText = picture.altText.trim();
  const sees = ready?.kind === 'ready' && ready.sees;
  const looks = sees && (wantsLook ?? altText === '');
  const write = () => {
    setAsked(altText);
    void task.start({
      ...{ ...base, altText, place, count: 3 },
      mediaId: looks ? picture.media.id : null,
    });
  };
  return (
    <>
      {images.length > 1 && (
        <fieldset aria-label="Picture" className="flex flex-wrap gap-1.5">
          {images.map((one, index) => (
            <button
              key={one.media.id}
              type="button"
              aria-pressed={index === at}
              onClick={() => setChosen(one.media.id)}
              className="overflow-hidden rounded-control border-2 border-transparent aria-pressed:border-accent"
            >
              <MediaPicture
                media={one.media}
                crop={one.crop}
                alt={one.altText || `Picture ${index + 1}`}
                className="size-14"
              />
            </button>
          ))}
        </fieldset>
      )}
      <div className="flex gap-3">
        {images.length === 1 && (
          <MediaPicture
            media={picture.media}
            crop={picture.crop}
            alt=""
            className="size-14 shrink-0 rounded-control"
          />
        )}
        <p className={cx('min-w-0 flex-1', altText === '' && 'text-muted')} data-selectable>
          {altText === '' ? 'It has no description yet.' : altText}
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Switch
          aria-labelledby="caption-look"
          checked={looks}
          disabled={!sees}
          onChange={setWantsLook}
        />
        <span id="caption-look">
          Let the model look at the picture
          <span className="block text-small text-muted">
            {lookHint(ready, picture.crop !== null)}
          </span>
        </span>
      </div>
      <AskButton
        task={task}
        label="Write three captions"
        again="Write others"
        disabled={!mayAsk || (altText === '' && !looks)}
        onAsk={write}
      />
      <Running
        task={task}
        {...(asked !== '' && {
          example: {
            ...{ feature: 'caption' as const, clientId: base.clientId, about: asked },
            values: { picture: asked, count: '3' },
          },
        })}
      >
        {(value) => (
          <Proposals
            texts={value.texts}
            disabled={disabled}
            onUse={(text) => taking.one(text, value)}
          />
        )}
      </Running>
    </>
  );
}
