// What this machine trains on; where that is not the best, why and how to get it.
import { useState } from 'react';
import type { Runtime } from '../../core/run/job';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

/** Such as `TensorFlow 2.21 on CPU`. */
export function describeRuntime({
  backend,
  device,
  version,
}: Pick<Runtime, 'backend' | 'device' | 'version'>): string {
  const short = /^\d+\.\d+\.0$/.test(version) ? version.slice(0, -2) : version;
  const name = /^(cpu|gpu)/.test(device) ? device.toUpperCase().replace(':', ' ') : device;
  return backend === 'wasm' ? text.device.wasm(short) : text.device.native(short, name);
}

export function DeviceLine() {
  const { app, goTo } = useWorkspace();
  const runtime = useStore(app, (state) => state.runtime);
  const compare = useStore(app, (state) => state.dataset !== null);
  const [open, setOpen] = useState(false);
  if (!runtime)
    return (
      <span className="device-line quiet">
        <Icon name="chip" size={14} />
        {text.device.probing}
      </span>
    );
  const line = describeRuntime(runtime);
  if (!runtime.reason)
    return (
      <span className="device-line" title={line}>
        <Icon name="chip" size={14} />
        {line}
      </span>
    );
  const severe = runtime.backend === 'wasm';
  return (
    <div
      className="device-line"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        className={severe ? 'device-button severe' : 'device-button'}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={severe ? 'warning' : 'chip'} size={14} />
        {line}
        <Icon name="chevron" size={10} className="down" />
      </button>
      {open && (
        <div className="popover" role="status">
          <h2>{severe ? text.device.slow : text.device.noGpu}</h2>
          <p>{runtime.reason}</p>
          {runtime.fix && (
            <>
              <h3>{text.fix}</h3>
              <p className="selectable">{runtime.fix}</p>
            </>
          )}
          {compare && (
            <Button
              size="small"
              onClick={() => {
                setOpen(false);
                goTo('devices');
              }}
            >
              {text.device.compare}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
