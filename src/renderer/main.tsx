// Entry of the page: picks the door, makes the workspace and draws the window.
import './state/no-eval';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { openDoor } from './state/client';
import { createWorkspace, WorkspaceProvider } from './state/workspace';
import './styles/index.css';

const workspace = createWorkspace(openDoor());
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

createRoot(root).render(
  <StrictMode>
    <WorkspaceProvider value={workspace}>
      <App />
    </WorkspaceProvider>
  </StrictMode>,
);
void workspace.start();
