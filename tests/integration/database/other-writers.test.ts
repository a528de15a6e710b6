import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect } from '../../../electron/database/connection.ts';
import { followOtherWriters } from '../../../electron/database/other-writers.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let workspace: TestWorkspace;
let stop: () => void;
beforeEach(() => {
  workspace = openWorkspace();
});
afterEach(() => {
  stop();
  workspace.close();
});

const setting = `insert or replace into settings (key, value) values ('theme', '"dark"')`;

it('hears of what another connection wrote, and not of what its own wrote', async () => {
  const heard = vi.fn();
  stop = followOtherWriters(workspace.database, heard, 10);
  workspace.database.raw.exec(setting);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(heard).not.toHaveBeenCalled();

  const other = connect({ file: workspace.file, key: workspace.key });
  other.exec(setting);
  other.close();
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
});
