/**
 * Where the keyboard is when a dialog opens: in its first field, else on the dialog itself, so that
 * no button looks pressed and no tooltip opens by itself.
 */
export function firstFocus(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement) || dialog.contains(document.activeElement)) return;
  event.preventDefault();
  const field = dialog.querySelector<HTMLElement>(
    'input:not([type="hidden"]), textarea, [role="combobox"], [contenteditable="true"]',
  );
  (field ?? dialog).focus();
}
