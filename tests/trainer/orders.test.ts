// Orders as the training loop hears them.
import { expect, test, vi } from 'vitest';
import { createOrders } from '../../src/trainer/orders';

test('goes on until told otherwise', async () => {
  const orders = createOrders(() => {});
  expect(await orders.next()).toBe('go');
  orders.give('stop');
  expect(await orders.next()).toBe('stop');
});

test('a cancel overrides a stop, a stop no cancel', async () => {
  const orders = createOrders(() => {});
  orders.give('stop');
  orders.give('cancel');
  expect(await orders.next()).toBe('cancel');
  orders.give('stop');
  expect(await orders.next()).toBe('cancel');
});

test('a pause holds the loop until it is resumed, and is told', async () => {
  const onPause = vi.fn();
  const orders = createOrders(onPause);
  orders.give('pause');
  let answered = false;
  const next = orders.next().then((order) => {
    answered = true;
    return order;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered).toBe(false);
  orders.give('resume');
  expect(await next).toBe('go');
  expect(onPause.mock.calls).toEqual([[true], [false]]);
});

test('a paused run can be stopped', async () => {
  const orders = createOrders(() => {});
  orders.give('pause');
  const next = orders.next();
  await new Promise((resolve) => setImmediate(resolve));
  orders.give('stop');
  expect(await next).toBe('stop');
});

test('a pause that is taken back before the loop asks is never told', async () => {
  const onPause = vi.fn();
  const orders = createOrders(onPause);
  orders.give('pause');
  orders.give('resume');
  expect(await orders.next()).toBe('go');
  expect(onPause).not.toHaveBeenCalled();
});

test('a skip ends what asks for it, once; else it is a stop', async () => {
  const orders = createOrders(() => {});
  orders.give('skip');
  expect(await orders.next()).toBe('stop');
  expect(orders.takeSkip()).toBe(true);
  expect(await orders.next()).toBe('go');
  orders.give('pause');
  const next = orders.next();
  orders.give('skip');
  expect(await next).toBe('stop');
  orders.give('stop');
  expect(orders.takeSkip()).toBe(false);
  expect(await orders.next()).toBe('stop');
});
