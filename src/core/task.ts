// What is predicted: a number, one of two classes, or one of several.
export type Task = 'regression' | 'binary' | 'multiclass';

export const tasks = ['regression', 'binary', 'multiclass'] as const satisfies readonly Task[];
