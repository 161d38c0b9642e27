import { describe, expect, it } from 'vitest';
import { leavesPage, sameDraft } from './unsaved.model';

describe('sameDraft', () => {
  it('sees a change anywhere in it', () => {
    const draft = { name: 'again', targets: [{ id: 'one', input: '{}' }] };
    expect(sameDraft(draft, { ...draft, name: 'again!' })).toBe(false);
    expect(sameDraft(draft, { ...draft, targets: [{ id: 'one', input: '[]' }] })).toBe(false);
    expect(sameDraft(draft, { ...draft, targets: [] })).toBe(false);
  });

  it('sees none in what was typed and taken back', () => {
    const draft = { name: 'again', targets: [{ id: 'one' }] };
    expect(sameDraft(draft, { ...draft, targets: draft.targets.map((target) => ({ ...target })) })).toBe(
      true,
    );
  });
});

describe('leavesPage', () => {
  const here = 'http://127.0.0.1:3000/rules/new?as=form';
  const link = { target: '', download: null };
  it.each([
    ['/rules', true],
    ['/events/new?bus=default', true],
    ['http://127.0.0.1:3000/functions/order-retry', true],
    ['#main', false],
    ['/rules/new?as=json', false],
    ['https://docs.aws.amazon.com/lambda/', false],
    ['mailto:someone@example.com', false],
  ])('%s: %s', (href, leaves) => {
    expect(leavesPage({ ...link, href }, here)).toBe(leaves);
  });

  it('is not so for another tab or a download', () => {
    expect(leavesPage({ ...link, href: '/rules', target: '_blank' }, here)).toBe(false);
    expect(leavesPage({ ...link, href: '/rules', download: '' }, here)).toBe(false);
    expect(leavesPage({ ...link, href: '/rules', target: '_self' }, here)).toBe(true);
  });
});
