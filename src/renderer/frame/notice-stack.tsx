// Messages below the advisor: what went wrong, where, and what to do. They block and cover nothing.
import type { Notice } from '../state/notices';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Button, IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { showField } from './show-field';

export function NoticeStack() {
  const { notices, app } = useWorkspace();
  const list = useStore(notices.list, (all) => all);
  const connected = useStore(app, (state) => state.connected);
  return (
    <div className="notice-stack">
      {!connected && (
        <div className="toast error" role="alert">
          <Icon name="warning" />
          <div className="notice-text">
            <strong>{text.connection.lost}</strong>
            <p>{text.connection.retrying}</p>
          </div>
        </div>
      )}
      {list.map((notice) => (
        <NoticeView key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeView({ notice }: { notice: Notice }) {
  const workspace = useWorkspace();
  const { tone, message, place, fix, field, action, id } = notice;
  const act = () => {
    workspace.notices.dismiss(id);
    action?.act();
  };
  return (
    <div className={`toast ${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone === 'error' ? 'error' : 'check'} />
      <div className="notice-text selectable">
        <strong>{message}</strong>
        {place !== '' && <p className="quiet">{place}</p>}
        {fix !== '' && <p>{fix}</p>}
        {action && (
          <Button size="small" onClick={act}>
            {action.title}
          </Button>
        )}
      </div>
      {field !== '' && (
        <Button size="small" onClick={() => showField(workspace, field)}>
          {text.notice.showField}
        </Button>
      )}
      <IconButton icon="cross" label={text.notice.dismiss} onClick={() => workspace.notices.dismiss(id)} />
    </div>
  );
}
