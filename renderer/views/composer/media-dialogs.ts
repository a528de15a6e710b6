import { onDemand } from '../../app/on-demand.tsx';

/** What a picture is opened in: asked for only when somebody does. */
export const CropDialog = onDemand(() =>
  import('./crop-dialog.tsx').then((module) => module.CropDialog),
);
export const DescribeDialog = onDemand(() =>
  import('./describe-dialog.tsx').then((module) => module.DescribeDialog),
);
