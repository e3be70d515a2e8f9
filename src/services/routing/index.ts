export { routeAll } from './route-all.ts';
