import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageWith } from '../../support/template/packaged.ts';
import { parseTemplate, type Template } from '../../support/template/template.ts';
import { templateFaults } from '../../support/template/template-faults.ts';
import { templateShape } from '../../support/template/template-shape.ts';
import { validatorFaults } from '../../support/template/validator-faults.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ponte-promotions-'));
let file: string;
let template: Template;
beforeAll(async () => {
  const config = resolve(import.meta.dirname, '../../support/template/promotions.config.ts');
  file = (await packageWith({ config, stage: 'prod', scratch })).template;
  template = parseTemplate(readFileSync(file, 'utf8'));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

const ways = 'as ScheduleRole 185 retries within 86400 s dead letters to ScheduleDeadLetters in ScheduleGroup';

test('each promotion has its schedule, which names it and the time that was meant, and no other has', () => {
  const schedules = templateShape(template).filter((line) => /^PromotionSchedule/.test(line));
  const input = (id: string) => `PromotionQueue {"promotion":"${id}","at":"<aws.scheduler.scheduled-time>"} ${ways}`;
  expect(schedules).toEqual([
    `PromotionSchedulevipU1: ponte-prod-promotion-vip_1 ENABLED at(2026-12-24T09:00:00) America/Sao_Paulo ${input('vip_1')}`,
    `PromotionSchedulevip1: ponte-prod-promotion-vip1 ENABLED rate(7 days) UTC ${input('vip1')}`,
    'PromotionSchedulebirthdays: ponte-prod-promotion-birthdays ENABLED cron(0 9 * * ? *) Europe/Amsterdam ' +
      `until 2026-12-31T23:00:00.000Z ${input('birthdays')}`,
  ]);
});

test('and nothing else is in the template that would not be there without promotions', () => {
  const others = templateFaults(template).filter(
    (fault) => !/^there is(?: not)?: (?:\d+ × AWS::Scheduler|PromotionSchedule)/.test(fault),
  );
  expect(others).toEqual([]);
});

test('CloudFormation takes them', () => {
  expect(validatorFaults(file)).toEqual([]);
});
