/** A part of an image, as shares of its width and height from 0 to 1, from its top left corner. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}
