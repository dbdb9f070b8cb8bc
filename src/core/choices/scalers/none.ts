// Values as they are.
import { defineScaler } from './scaler';

export const none = defineScaler({
  kind: 'none',
  title: 'None',
  help: 'Leaves the values as they are. Columns of different size then pull on the weights with different force.',
  source: 'The identity',
  params: {},
  create: () => ({
    fit: () => ({}),
    transform: (_ops, x) => x,
    inverse: (_ops, x) => x,
  }),
});
