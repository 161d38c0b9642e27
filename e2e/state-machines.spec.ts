import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, type Page, test } from '@playwright/test';
import { ACCOUNT } from './event-sandbox.ts';
import { address, collectPageErrors, expectAccessible } from './reprise.ts';
import { deployFunction, eventually, sandboxLambda } from './sandbox.ts';

const lambda = sandboxLambda();
const sfn = new SFNClient({
  endpoint: process.env.REPRISE_SANDBOX_URL ?? '',
  region: 'us-east-1',
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
});

/** Is busy on its first run of all, then says how far it is; breaks when told to. */
const REPORT = `let runs = 0;
export const handler = async ({ poll, readyAfter, broken }) => {
  runs += 1;
  if (broken) throw Object.assign(new Error('the printer is on fire'), { name: 'PrinterOnFire' });
  if (runs === 1) throw Object.assign(new Error('try again'), { name: 'Busy' });
  return { poll: poll + 1, readyAfter, status: poll >= readyAfter ? 'READY' : 'PENDING' };
};`;

const definitionOf = (functionName: string) =>
  JSON.stringify(
    {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: functionName, 'Payload.$': '$' },
          OutputPath: '$.Payload',
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['PrinterOnFire'], Next: 'Give up' }],
          Next: 'Ready?',
        },
        'Ready?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.status', StringEquals: 'READY', Next: 'Done' }],
          Default: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 1, Next: 'Ask' },
        Done: { Type: 'Succeed' },
        'Give up': { Type: 'Fail', Error: 'NoReport', Cause: 'The printer is on fire.' },
      },
    },
    null,
    2,
  );

async function runPlan(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Exact input' });
  await dialog.getByRole('button', { name: 'Make these changes' }).click();
  await expect(dialog.getByText('Done and verified.')).toBeVisible({ timeout: 40_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
}

async function start(page: Page, name: string, input: object): Promise<void> {
  await expect(page.getByRole('button', { name: /^Start/ })).toBeEnabled();
  await page.getByRole('button', { name: /^Start/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Input, JSON' }).fill(JSON.stringify(input));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Start it/ }).click();
  await expect(dialog.getByText(`Execution ${name} is started`)).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 20_000 });
}

const header = (page: Page) => page.locator('main header').filter({ visible: true }).first();
const graph = (page: Page) => page.getByRole('region', { name: 'Graph of the states' });
const ending = (page: Page) => page.getByRole('note').filter({ hasText: /It (was|failed|ran)/ });
const visits = (page: Page) => page.getByRole('region', { name: 'States entered' });

test.describe('state machines', () => {
  const stamp = Date.now();
  const functionName = `e2e-report-${stamp}`;
  const name = `e2e-poller-${stamp}`;

  test('one with a retry, a catch and waits is created, started from the dashboard, drawn right and deleted', async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const errors = collectPageErrors(page);
    await deployFunction(lambda, functionName, REPORT, { TracingConfig: { Mode: 'Active' } });
    await eventually(
      async () => ((await fetch(address(`/api/v1/functions/${functionName}`))).ok ? true : null),
      70_000,
    );

    await page.goto(address('/state-machines/new'));
    await expect(page.getByText('The definition has no problem.')).toBeVisible({ timeout: 30_000 });
    const editor = page.getByRole('textbox', { name: 'Definition, JSON' });
    await editor.fill(definitionOf(functionName).replace('"Next": "Ask"', '"Next": "Aks"'));
    const problems = page.getByRole('region', { name: 'Checked with Step Functions' });
    await expect(problems.getByText(/There is no state “Aks”/)).toBeVisible();
    const line = definitionOf(functionName)
      .split('\n')
      .findIndex((each) => each.includes('"Next": "Ask"'));
    await problems.getByRole('button', { name: `Line ${line + 1}` }).click();
    await expect(editor).toBeFocused();
    await expectAccessible(page);

    await editor.fill(definitionOf(functionName));
    await expect(page.getByText('The definition has no problem.')).toBeVisible();
    await expect(graph(page).getByRole('button', { name: /^Ask/ })).toBeVisible();
    await page.getByRole('button', { name: /^Plan the creation/ }).click();
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'Role ARN' }).fill(`arn:aws:iam::${ACCOUNT}:role/e2e-poller`);
    await page.getByRole('button', { name: /^Plan the creation/ }).click();
    await expect(page.getByRole('heading', { name: /CreateStateMachine/ })).toBeVisible({ timeout: 20_000 });
    await runPlan(page);
    await expect(page).toHaveURL(new RegExp(`/state-machines/${name}$`));

    // arrows move between states, Enter opens one
    await graph(page).getByRole('button', { name: /^Ask/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(graph(page).getByRole('button', { name: /^Ask/ })).not.toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Ask', exact: true })).toContainText(
      'on PrinterOnFire: to Give up',
    );
    await expectAccessible(page);

    await start(page, 'first', { poll: 1, readyAfter: 2 });
    await expect(header(page).getByText('Succeeded')).toBeVisible({ timeout: 60_000 });
    await expect(graph(page).getByRole('button', { name: /^Ask/ })).toContainText('2 visits, 3 attempts');
    await expect(graph(page).getByRole('button', { name: /^Give up/ })).toContainText('not entered');
    const rows = visits(page).locator('tbody tr');
    await expect(rows).toHaveCount(6);
    await rows.first().getByRole('button').click();
    await expect(visits(page).getByText(/^Attempt 1: Busy .*tried again$/)).toBeVisible();
    await expect(visits(page).getByText(/^Attempt 2: succeeded/)).toBeVisible();
    await expect(visits(page).getByText('exact, by request ID').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('region', { name: 'Path' }).getByText('In words, 5 states').click();
    await expect(
      page.getByRole('listitem').filter({ hasText: 'Succeeded, 2 visits, 3 attempts.' }),
    ).toBeVisible();
    await expectAccessible(page);

    // the hop knows its execution, and leads back
    await visits(page)
      .getByRole('link', { name: /its hop/ })
      .last()
      .click();
    await expect(page).toHaveURL(/\/chains\//);
    await expect(page.getByText(/Ask, attempt 2/)).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: 'first', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/state-machines/${name}/executions/first`));

    // a caught error, told in words, and narrowed to one state by the graph
    await page.goto(address(`/state-machines/${name}`));
    await start(page, 'second', { poll: 1, readyAfter: 2, broken: true });
    await expect(header(page).getByText('Failed')).toBeVisible({ timeout: 60_000 });
    await expect(ending(page)).toContainText('It failed in Give up: NoReport');
    await expect(ending(page)).toContainText('The printer is on fire.');
    await graph(page).getByRole('button', { name: /^Ask/ }).click();
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText('Caught');
    await expect(page).toHaveURL(/state=Ask/);

    // its list, by status
    await page.goto(address(`/state-machines/${name}?tab=executions&status=FAILED`));
    await expect(page.getByRole('link', { name: 'second', exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('link', { name: 'first', exact: true })).toHaveCount(0);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog')).toContainText('DeleteStateMachine');
    await runPlan(page);
    await expect(page).toHaveURL(/\/state-machines$/);
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
    expect(errors).toEqual([]);
  });

  test('a running one is stopped, then redriven from where it stood', async ({ page }) => {
    test.setTimeout(180_000);
    const errors = collectPageErrors(page);
    const slow = `e2e-slow-${stamp}`;
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: slow,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/e2e-slow`,
        definition: JSON.stringify({
          StartAt: 'Sleep',
          States: { Sleep: { Type: 'Wait', Seconds: 100_000, End: true } },
        }),
      }),
    );
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'long', input: '{"order":7}' }));
    await page.goto(address(`/state-machines/${slow}/executions/long`));
    await expect(header(page).getByText('Running')).toBeVisible();
    await expect(graph(page).getByRole('button', { name: /^Sleep/ })).toContainText('Running');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Error/ }).fill('Changed.Mind');
    await dialog.getByRole('button', { name: 'Stop it' }).click();
    await expect(dialog.getByText('Execution long is stopped')).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(header(page).getByText('Aborted')).toBeVisible({ timeout: 30_000 });
    await expect(ending(page)).toContainText('It was stopped');
    await expect(ending(page)).toContainText('Changed.Mind');

    await page.getByRole('button', { name: 'Redrive' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Redrive it' }).click();
    await expect(page.getByRole('dialog').getByText('Execution long is redriven')).toBeVisible({
      timeout: 30_000,
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect(header(page).getByText('Running')).toBeVisible({ timeout: 30_000 });
    expect(errors).toEqual([]);
  });

  test('the list and an execution keep within a phone and read in the dark', async ({ page }) => {
    const errors = collectPageErrors(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(address('/state-machines'));
    await expect(page.getByRole('link', { name: 'report-poller', exact: true })).toBeVisible({
      timeout: 30_000,
    });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await wide()).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'report-poller', exact: true }).click();
    await expect(graph(page)).toBeVisible();
    await expectAccessible(page);
    expect(await wide()).toBeLessThanOrEqual(0);
    await page.getByRole('tab', { name: /^Executions/ }).click();
    const executions = page.getByRole('table', { name: 'Executions, newest first' });
    await executions.getByRole('link').first().click({ timeout: 70_000 });
    await expect(visits(page)).toBeVisible();
    await expectAccessible(page);
    expect(await wide()).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });

  test('what does not exist says so, and leads on', async ({ page }) => {
    await page.goto(address('/state-machines/nowhere'));
    await expect(page.getByRole('heading', { name: 'There is no such state machine' })).toBeVisible();
    await page.goto(address('/state-machines/report-poller/executions/never'));
    await expect(page.getByRole('heading', { name: 'There is no such execution' })).toBeVisible();
    await page.getByRole('link', { name: 'Open report-poller' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'report-poller' })).toBeVisible();
  });
});
