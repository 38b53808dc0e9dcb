// A text that was refused for what looks like a pupil's number may go with a reason why it is none.
import { ApiError } from './api/http';

export const reasonLeast = 20;

export const wantsPupilReason = (error: unknown): boolean =>
  error instanceof ApiError && error.reason === 'pupil_data';

export const isReason = (text: string): boolean => [...text.trim()].length >= reasonLeast;

/** What is sent with a text once its author has said why. */
export const pupilReason = (text: string): { not_pupil_data?: string } =>
  text.trim() ? { not_pupil_data: text.trim() } : {};
