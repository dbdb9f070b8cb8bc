// What this machine has to train on: each device with its size, or with the reason why it is not used.
import type { Device } from '../../../core/run/device';
import { formatBytes } from '../../format/numbers';
import { text } from '../../i18n/text';
import { Icon } from '../../ui/icon';

/** `used` is the device that `auto` takes; null while that is not known. */
export function DeviceList({ devices, used }: { devices: readonly Device[]; used: string | null }) {
  if (devices.length === 0)
    return (
      <p className="quiet" role="status">
        {text.device.probing}
      </p>
    );
  return (
    <ul className="devices">
      {devices.map((device) => (
        <li key={device.id} className={device.available ? undefined : 'missing'}>
          <Icon name={device.available ? 'chip' : 'minus'} size={18} />
          <div>
            <h3>
              {text.devices.id(device.id)}
              {device.id === used && <span className="tag">{text.devices.inUse}</span>}
            </h3>
            {factsOf(device).map((fact) => (
              <p key={fact} className="device-facts">
                {fact}
              </p>
            ))}
            {device.reason && <p>{device.reason}</p>}
            {device.fix && <p className="quiet selectable">{device.fix}</p>}
            {device.available && device.note && <p className="quiet">{device.note}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The model's name where the title does not say it, then threads and memory. */
function factsOf({ kind, title, threads, memoryBytes }: Device): string[] {
  const size = [
    threads === null ? '' : text.devices.threads(threads),
    memoryBytes === null ? '' : text.devices.memory(formatBytes(memoryBytes)),
  ].filter((fact) => fact !== '');
  const known = kind === 'wasm' || title === 'GPU' ? [] : [title];
  return size.length > 0 ? [...known, size.join(', ')] : known;
}
