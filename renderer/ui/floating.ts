/** The look of whatever floats above the page, and of a row in it: one for menus, selects and lists. */
export const floatClasses =
  'z-50 overflow-hidden rounded-card bg-raised text-ink shadow-float animate-appear origin-(--radix-popper-transform-origin)';

export const rowClasses =
  'flex h-7 cursor-default select-none items-center gap-2 rounded-control px-2 outline-none data-[highlighted]:bg-highlight data-[disabled]:opacity-45';
