import type { Location } from '../model/location.ts';
import type { Port, QueryAnswer } from '../reach/index.ts';
import { visible } from './escape.ts';
import { placeInFile } from './problem-text.ts';

/** What stands between the name that was asked for and the end that the answer is about. */
export interface Via {
  /** As the user wrote it, without what belongs to no name: `api:80`. */
  readonly asked: string;
  /** Whether that says the port too. */
  readonly hasPort: boolean;
  /** The id of the Service; absent where none is on the way. */
  readonly service?: string;
  /** A pod behind a headless Service, by its name. */
  readonly podName?: string;
  /** Where the name leads out of the cluster. */
  readonly outside?: string;
  /** The Service's port. */
  readonly port?: Port;
  /** Absent: the question is about every port. */
  readonly targetPort?: Port;
  /** The Service has no address, so that nothing translates ports. */
  readonly isHeadless?: boolean;
  /** The Service's port, or the Service. */
  readonly location?: Location;
}

export interface NamedAnswer extends QueryAnswer {
  readonly via?: Via;
}

const number = ({ protocol, port }: Port): string => (protocol === 'TCP' ? `${port}` : `${port}/${protocol}`);

function portText({ service, port, targetPort, isHeadless = false, hasPort }: Via): string {
  if (targetPort === undefined) return '';
  if (service === undefined) return hasPort ? '' : `, port ${number(targetPort)}`;
  if (isHeadless) return `, headless: port ${number(targetPort)} of its pods`;
  const own = port === undefined || hasPort ? '' : `, port ${number(port)}`;
  return `${own}, target port ${number(targetPort)}`;
}

function whatText({ asked, service, podName, outside }: Via): string {
  if (outside !== undefined)
    return asked.startsWith(outside) ? 'outside the cluster' : `${outside}, outside the cluster`;
  if (service === undefined) return 'a pod by its address';
  return podName === undefined ? service : `pod ${podName} of ${service}`;
}

/** One line for people: `api:80 is shop/api (shop.yaml:20:5), target port 8080`. */
export function viaText(via: Via): string {
  const place = via.location === undefined ? '' : ` (${placeInFile(via.location)})`;
  return `${visible(`${via.asked} is ${whatText(via)}`)}${place}${portText(via)}`;
}

export const viaData = ({ service, podName, outside, port, targetPort, location }: Via): unknown => ({
  service,
  pod: podName,
  outside,
  port: port?.port,
  targetPort: targetPort?.port,
  protocol: (targetPort ?? port)?.protocol,
  location,
});

/** Why a name leads to nothing that could be asked. */
export interface QueryBreak {
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly location?: Location;
}
