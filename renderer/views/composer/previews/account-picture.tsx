import { initials } from '../../../ui/initials.ts';

interface AccountPictureProps {
  displayName: string;
  colour: string;
  /** In px. */
  size: number;
  /** Round unless the network's are not. */
  corner?: number;
}

/** Stands in for the picture of the account, which is not kept here. */
export const AccountPicture = ({ displayName, colour, size, corner }: AccountPictureProps) => (
  <span
    aria-hidden
    className="shown-account"
    style={{
      backgroundColor: colour,
      width: size,
      height: size,
      fontSize: size * 0.36,
      ...(corner !== undefined && { borderRadius: corner }),
    }}
  >
    {initials(displayName)}
  </span>
);
