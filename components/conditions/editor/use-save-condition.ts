'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemFrom } from '@/components/live/fetch-json';
import { saveConditionAction } from '@/lib/actions/condition-actions';
import type { ConditionDetail, SaveConditionInput } from '@/lib/contract/condition';
import type { ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

/** Saves a condition as its next version; nothing in AWS is changed. */
export function useSaveCondition(onSaved: (saved: ConditionDetail, input: SaveConditionInput) => void): {
  save: (input: SaveConditionInput) => void;
  busy: boolean;
  problem: ProblemText | null;
  asked: SaveConditionInput | undefined;
} {
  const client = useQueryClient();
  const { mutate, isPending, isError, error, data, variables } = useMutation({
    mutationFn: (input: SaveConditionInput) => saveConditionAction(input),
    onSuccess: (result, input) => {
      if (!result.ok) return;
      client.setQueryData(queryKeys.conditions.detail(result.value.conditionId), result.value);
      void client.invalidateQueries({ queryKey: queryKeys.conditions.list() });
      onSaved(result.value, input);
    },
  });
  return {
    save: mutate,
    busy: isPending,
    problem: isError ? problemFrom(error) : data?.ok === false ? data.problem : null,
    asked: variables,
  };
}
