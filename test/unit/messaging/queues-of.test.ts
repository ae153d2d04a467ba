import { expect, test } from 'vitest';
import { EVENT_QUEUES, queuesOf } from '../../../shared/platform/messaging/subscriptions.ts';

test('what is urgent goes to the second queue of those who have one, and to the only one of the others', () => {
  const names = ['ticket.created.v1', 'ticket.assigned.v1'];
  expect(queuesOf({ names })).toEqual([
    'notify-people',
    'track-slas',
    'follow-tickets',
    'route-tickets',
    'count-records',
  ]);
  expect(queuesOf({ names, urgent: true })).toEqual([
    'notify-people-urgent',
    'track-slas',
    'follow-tickets',
    'route-tickets',
    'count-records',
  ]);
  expect(queuesOf({ names: ['delivery.queued.v1'], urgent: true })).toEqual(['deliver-mail-urgent']);
});

test('routing hears that a ticket was examined, whatever changed on it by that', () => {
  expect(queuesOf({ names: ['ticket.examined.v1'] })).toEqual(['route-tickets']);
});

test('an event that nobody listens to goes nowhere, urgent or not', () => {
  expect(queuesOf({ names: ['ticket.closed.v1'], urgent: true })).toEqual([]);
});

test('every queue that an event can go to is known', () => {
  expect(EVENT_QUEUES).toEqual(expect.arrayContaining(['deliver-mail', 'deliver-mail-urgent', 'notify-people-urgent']));
  expect(new Set(EVENT_QUEUES).size).toBe(EVENT_QUEUES.length);
});
