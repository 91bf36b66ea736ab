import { describe, expect, test } from 'vitest';
import { type LoadByDay, withOneLess, withOneMore } from '../../src/domain/unverified-load.ts';

const DAY_MS = 86_400_000;
/** 2026-12-01, the day 20788 since 1970, at noon. */
const NOON_MS = Date.parse('2026-12-01T12:00:00Z');
const most = { deliveries: 3, bytes: 1_000 };
const arrival = (bytes: number, receivedAtMs = NOON_MS) => ({ receivedAtMs, bytes });

describe('one more', () => {
  test('is counted on the day of its arrival', () => {
    const first = withOneMore({}, arrival(40), most, NOON_MS);
    expect(first).toEqual({ 20788: { deliveries: 1, bytes: 40 } });
    const second = withOneMore(first ?? {}, arrival(60), most, NOON_MS);
    expect(second).toEqual({ 20788: { deliveries: 2, bytes: 100 } });
    const ofTheNextDay = arrival(0, NOON_MS + DAY_MS);
    expect(withOneMore(second ?? {}, ofTheNextDay, most, NOON_MS + DAY_MS)).toEqual({
      20788: { deliveries: 2, bytes: 100 },
      20789: { deliveries: 1, bytes: 0 },
    });
  });

  test('is one too many beyond the number, whatever day the others came on', () => {
    const counted: LoadByDay = { 20787: { deliveries: 2, bytes: 10 }, 20788: { deliveries: 1, bytes: 10 } };
    expect(withOneMore(counted, arrival(1), most, NOON_MS)).toBeNull();
    expect(withOneMore(counted, arrival(1), { ...most, deliveries: 4 }, NOON_MS)).not.toBeNull();
  });

  test('is too much beyond the bytes', () => {
    const counted: LoadByDay = { 20787: { deliveries: 1, bytes: 600 } };
    expect(withOneMore(counted, arrival(401), most, NOON_MS)).toBeNull();
    expect(withOneMore(counted, arrival(400), most, NOON_MS)).not.toBeNull();
  });
});

describe('one less', () => {
  test('is taken from the day of its arrival', () => {
    const counted: LoadByDay = { 20787: { deliveries: 2, bytes: 90 }, 20788: { deliveries: 1, bytes: 40 } };
    expect(withOneLess(counted, arrival(50, NOON_MS - DAY_MS), NOON_MS)).toEqual({
      20787: { deliveries: 1, bytes: 40 },
      20788: { deliveries: 1, bytes: 40 },
    });
    expect(withOneLess(counted, arrival(40), NOON_MS)).toEqual({ 20787: { deliveries: 2, bytes: 90 } });
  });

  test('that was never counted takes nothing from another day, and leaves none below zero', () => {
    const counted: LoadByDay = { 20787: { deliveries: 2, bytes: 90 } };
    expect(withOneLess(counted, arrival(40), NOON_MS)).toEqual(counted);
    expect(withOneLess(counted, arrival(100, NOON_MS - DAY_MS), NOON_MS)).toEqual({
      20787: { deliveries: 1, bytes: 0 },
    });
  });
});

test('what was counted and never left is forgotten sixteen days after the day began, when nothing of it can wait any more', () => {
  const full: LoadByDay = { 20788: { deliveries: 3, bytes: 30 } };
  const forgottenAtMs = Date.parse('2026-12-17T00:00:00Z');
  expect(withOneMore(full, arrival(1, forgottenAtMs - 1), most, forgottenAtMs - 1)).toBeNull();
  expect(withOneMore(full, arrival(1, forgottenAtMs), most, forgottenAtMs)).toEqual({
    20804: { deliveries: 1, bytes: 1 },
  });
});
