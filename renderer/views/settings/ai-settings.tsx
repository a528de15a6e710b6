import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { AI_PRESETS } from '../../../shared/domain/ai-presets.ts';
import type { AiConnection } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AiBudgets } from './ai-budgets.tsx';
import { AiConnectionForm } from './ai-connection-form.tsx';
import { AiConnectionRow } from './ai-connection-row.tsx';
import { AiRequests } from './ai-requests.tsx';
import { SettingsSection } from './section.tsx';

/** Which services write for the person, what they may cost, and what they are sent. */
export function AiSettings() {
  const query = useRoute('ai.connections', {});
  /** The id of the one that is changed; `new` for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  /** Tried out as soon as it is saved. */
  const [tried, setTried] = useState<string | null>(null);
  const connections = query.data ?? [];

  const forgetTried = useCallback(() => setTried(null), []);
  const saved = ({ id }: AiConnection) => {
    setEditing(null);
    setTried(id);
  };
  return (
    <SettingsSection id="ai" title="AI">
      <WhatIsSent connections={connections} />
      {query.isPending ? (
        <Skeleton className="m-4 h-8 w-64" />
      ) : query.isError ? (
        <Notice tone="failed" className="mx-4 my-3">
          {sentenceOf(query.error)}
        </Notice>
      ) : (
        connections.map((connection, at) =>
          editing === connection.id ? (
            <AiConnectionForm
              key={connection.id}
              connection={connection}
              onSaved={saved}
              onCancel={() => setEditing(null)}
            />
          ) : (
            <AiConnectionRow
              key={connection.id}
              connection={connection}
              isFirst={at === 0}
              isTried={tried === connection.id}
              onTried={forgetTried}
              onChange={() => setEditing(connection.id)}
            />
          ),
        )
      )}
      {editing === 'new' ? (
        <AiConnectionForm connection={null} onSaved={saved} onCancel={() => setEditing(null)} />
      ) : (
        query.data && (
          <Row
            label={connections.length === 0 ? 'AI is not set up' : 'Another connection'}
            hint={
              connections.length === 0
                ? 'Everything else works without it.'
                : 'The first one is used unless you choose another.'
            }
          >
            <Button icon={<Plus size={16} />} onClick={() => setEditing('new')}>
              Add a connection
            </Button>
          </Row>
        )
      )}
      {connections.length > 0 && (
        <>
          <AiBudgets />
          <AiRequests />
        </>
      )}
    </SettingsSection>
  );
}

/** In words, of the connections that there are. */
function WhatIsSent({ connections }: { connections: readonly AiConnection[] }) {
  const away = connections.filter(({ kind }) => !AI_PRESETS[kind].isLocal);
  const hosts = [...new Set(away.map(({ baseUrl }) => new URL(baseUrl).host))];
  return (
    <div className="flex flex-col gap-2 border-b border-hairline px-4 py-3">
      <p>
        ClientNest has no AI of its own. It asks a service that you choose, with your own key:
        DeepSeek, OpenAI, or a model that runs on this computer.
      </p>
      <p className="text-muted">
        {hosts.length > 0
          ? `What you ask for goes to ${hosts.join(' and ')}`
          : 'What you ask for goes there'}{' '}
        and nowhere else: the text that you work on, what you wrote on how the client speaks, and
        for replies the comment. Accounts, keys and other clients’ posts never do. Each request can
        be looked at below, as it was sent.
      </p>
    </div>
  );
}
