/** Why something sent was refused, in our own words. */
export interface StoredProblem {
  code: string;
  message: string;
  nextStep: string | null;
  awsCode: string | null;
  httpStatus: number | null;
}
