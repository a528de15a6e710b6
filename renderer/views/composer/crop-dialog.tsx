import { useState } from 'react';
import ReactCrop from 'react-image-crop';
import { type Crop, croppedSize, keptCrop, middleCrop } from '../../../shared/domain/crop.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { mediaUrl } from '../calendar/thumbnail.tsx';
import { shapeNotes } from './image-fit.ts';
import { ShapeNotes } from './shape-notes.tsx';
import 'react-image-crop/dist/ReactCrop.css';
import './crop-dialog.css';

const SHAPES = { free: null, square: 1, portrait: 4 / 5, wide: 1.91, tall: 9 / 16 } as const;
type Shape = keyof typeof SHAPES;
const CHOICES: readonly { value: Shape; label: string }[] = [
  { value: 'free', label: 'Free' },
  { value: 'square', label: '1:1' },
  { value: 'portrait', label: '4:5' },
  { value: 'wide', label: '1.91:1' },
  { value: 'tall', label: '9:16' },
];
const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 };
const LABELS = {
  cropArea: 'The part that is sent. Arrow keys move it.',
  nwDragHandle: 'Top left corner',
  nDragHandle: 'Top edge',
  neDragHandle: 'Top right corner',
  eDragHandle: 'Right edge',
  seDragHandle: 'Bottom right corner',
  sDragHandle: 'Bottom edge',
  swDragHandle: 'Bottom left corner',
  wDragHandle: 'Left edge',
};

interface CropDialogProps {
  item: PostMedia;
  networks: readonly NetworkId[];
  onCrop: (crop: Crop | null) => void;
  onClose: () => void;
}

/** Chooses the part of an image that is sent. The image itself stays as it is. */
export function CropDialog({ item, networks, onCrop, onClose }: CropDialogProps) {
  const { media } = item;
  const [crop, setCrop] = useState<Crop>(item.crop ?? WHOLE);
  const [shape, setShape] = useState<Shape>(() => shapeIn(item));
  const ratio = SHAPES[shape];
  const kept = keptCrop(crop);
  const size = croppedSize({ ...media, crop: kept });
  const notes = shapeNotes({ media, crop: kept }, { media, crop: kept }, networks);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width={640}
      title="Crop image"
      description="Only what is inside the frame is sent. You can change it at any time."
      footer={
        <>
          <Button
            tone="ghost"
            className="mr-auto -ml-3"
            disabled={kept === null}
            onClick={() => {
              setShape('free');
              setCrop(WHOLE);
            }}
          >
            Whole image
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            onClick={() => {
              onCrop(kept);
              onClose();
            }}
          >
            {kept ? `Crop to ${size.width} × ${size.height}` : 'Keep the whole image'}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <Segmented<Shape>
          label="Shape"
          value={shape}
          choices={CHOICES}
          onChange={(next) => {
            const wanted = SHAPES[next];
            setShape(next);
            if (wanted !== null) setCrop(middleCrop(media, wanted));
          }}
        />
        <span role="status" className="text-small text-muted tabular-nums">
          {size.width} × {size.height}
        </span>
      </div>
      <div className="crop-stage">
        <ReactCrop
          className="ReactCrop--no-animate"
          crop={inPercent(crop)}
          {...(ratio !== null && { aspect: ratio })}
          ariaLabels={LABELS}
          keepSelection
          ruleOfThirds
          minWidth={16}
          minHeight={16}
          onChange={(_, { x, y, width, height }) =>
            setCrop({ x: x / 100, y: y / 100, width: width / 100, height: height / 100 })
          }
        >
          <img
            src={mediaUrl(media.id, 'screen')}
            alt={item.altText || media.fileName}
            width={media.width}
            height={media.height}
            draggable={false}
          />
        </ReactCrop>
      </div>
      <ShapeNotes notes={notes} className="pt-3" />
    </Dialog>
  );
}

const inPercent = ({ x, y, width, height }: Crop) => ({
  unit: '%' as const,
  ...{ x: x * 100, y: y * 100, width: width * 100, height: height * 100 },
});

/** Which of the shapes a crop has already. */
function shapeIn({ media, crop }: PostMedia): Shape {
  if (!crop) return 'free';
  const { width, height } = croppedSize({ ...media, crop });
  const found = CHOICES.find(({ value }) => {
    const ratio = SHAPES[value];
    return ratio !== null && Math.abs(width / height / ratio - 1) < 0.01;
  });
  return found?.value ?? 'free';
}
