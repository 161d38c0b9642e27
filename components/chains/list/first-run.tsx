'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { buttonClass } from '@/components/ui/button-class';

/** Nothing was ever seen: three steps to the first chain. */
export function FirstRun() {
  const { data: health } = useQuery(healthQueryOptions());
  const sandbox = health?.where.sandbox ?? false;
  const steps = sandbox
    ? [
        {
          title: 'Wait a few seconds',
          text: 'The sandbox runs one round of its examples at start, then one a minute.',
        },
        {
          title: 'Run one yourself',
          text: 'Open a function, choose a payload and run it; its chain appears here.',
        },
        {
          title: 'Deploy your own',
          text: 'Any AWS SDK, CLI or infrastructure tool reaches the sandbox by AWS_ENDPOINT_URL.',
        },
      ]
    : [
        {
          title: 'Choose what to watch',
          text: 'On the functions page, or by REPRISE_WATCH. Only watched functions cost API calls.',
        },
        {
          title: 'Check that it can be followed',
          text: 'Tracing and log format decide how exactly hops are linked; a plan mends what is missing.',
        },
        { title: 'Run it', text: 'Its next run appears here within seconds of its first log line.' },
      ];
  return (
    <section aria-labelledby="first-run" className="mx-auto w-full max-w-3xl px-5 py-12">
      <h2 id="first-run" className="text-lg font-semibold">
        No chain has been seen yet
      </h2>
      <p className="mt-1 text-muted">
        A chain is a function’s runs that caused one another, from the first to the last.
      </p>
      <ol className="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step.title} className="border-t-2 border-accent pt-2">
            <h3 className="font-semibold">
              <span className="mr-1.5 text-muted">{index + 1}</span>
              {step.title}
            </h3>
            <p className="mt-1 text-muted">{step.text}</p>
          </li>
        ))}
      </ol>
      <div className="mt-6 flex flex-wrap gap-2">
        <Link href="/functions" className={buttonClass({ variant: 'primary' })}>
          Functions
        </Link>
        <Link href="/health" className={buttonClass()}>
          What is followed
        </Link>
      </div>
    </section>
  );
}
