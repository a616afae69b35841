/** Components and pages as WeChat would draw them, by miniprogram-simulate and WeChat's compiler. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as simulate from 'miniprogram-simulate';

import type { Talk } from './talk';

const APP = join(__dirname, '../../miniprogram');

/** What the tests use of the simulator's components, whose own types are looser. */
export interface Drawn {
  readonly dom: HTMLElement | undefined;
  readonly data: Record<string, unknown>;
  readonly instance: { triggerEvent(name: string, detail: object): void };
  attach(parent: Node): void;
  querySelector(selector: string): Drawn | undefined;
  querySelectorAll(selector: string): Drawn[];
  dispatchEvent(name: string, options?: object): void;
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
  setData(data: Record<string, unknown>): void;
}

/** Where npm packages stand after "build npm": the simulator knows no bare names. */
function packages(path: string): Record<string, string> {
  const { usingComponents = {} } = JSON.parse(readFileSync(join(APP, `${path}.json`), 'utf8')) as {
    usingComponents?: Record<string, string>;
  };
  const found: Record<string, string> = {};
  for (const [name, used] of Object.entries(usingComponents)) {
    if (used.startsWith('/')) Object.assign(found, packages(used.slice(1)));
    else found[name] = `/miniprogram_npm/${used}`;
  }
  return found;
}

/**
 * Services in memory, for what is drawn next. Modules are loaded anew, as the simulator registers
 * a component when its module runs: so each drawing needs its own.
 *
 * @param before the phone as it was, to go on with what it remembers
 */
export function phone(before?: Talk): Talk {
  jest.resetModules();
  const { talk } = jest.requireActual<typeof import('./talk')>('./talk');
  const { useServices } = jest.requireActual<typeof import('../../miniprogram/services/services')>(
    '../../miniprogram/services/services',
  );
  const here = before === undefined ? talk() : talk(before.server, before.phone.restart());
  useServices(here);
  return here;
}

/** Draws the component or page at `path` below `miniprogram/`. */
export function draw(path: string, properties: Record<string, unknown> = {}): Drawn {
  const id = simulate.load(join(APP, path), 'main', {
    rootPath: APP,
    usingComponents: packages(path),
  });
  const drawn = simulate.render(id, properties) as unknown as Drawn;
  const parent = document.createElement('div');
  document.body.append(parent);
  drawn.attach(parent);
  return drawn;
}

/** Opens a page as WeChat does. */
export async function openPage(path: string, options: Record<string, string> = {}): Promise<Drawn> {
  const page = draw(path);
  const { onLoad, onShow } = page.instance as unknown as Record<
    string,
    ((options: object) => unknown) | undefined
  >;
  const loading = onLoad?.call(page.instance, options);
  onShow?.call(page.instance, {});
  await loading;
  await settle();
  return page;
}

/** A tap on the first element that the selector finds. */
export async function tap(drawn: Drawn, selector: string): Promise<void> {
  await fire(drawn, selector, 'tap');
}

/** An event of the first element that the selector finds; TDesign's have no node of their own. */
export async function fire(
  drawn: Drawn,
  selector: string,
  event: string,
  detail: object = {},
): Promise<void> {
  const found = drawn.querySelector(selector);
  if (found === undefined) throw new Error(`nothing at ${selector}`);
  if (found.dom === undefined) found.instance.triggerEvent(event, detail);
  else found.dispatchEvent(event, { detail });
  await settle();
}

/** Lets events and promises run. */
export async function settle(): Promise<void> {
  await simulate.sleep(20);
}

/** The details of an event that the component gives to its page. */
export function heard(drawn: Drawn, event: string): unknown[] {
  const details: unknown[] = [];
  drawn.addEventListener(event, ({ detail }) => details.push(detail));
  return details;
}

/** The text on the screen, without white space. */
export function text(drawn: Drawn, selector?: string): string {
  const dom = selector === undefined ? drawn.dom : drawn.querySelector(selector)?.dom;
  return (dom?.textContent ?? '').replace(/\s/g, '');
}

/** The text of each element that the selector finds. */
export function texts(drawn: Drawn, selector: string): string[] {
  return drawn
    .querySelectorAll(selector)
    .map(({ dom }) => (dom?.textContent ?? '').replace(/\s/g, ''));
}
