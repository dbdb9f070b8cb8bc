// The written messages are read back by protobuf readers that Hone did not write.
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../../src/engine/protobuf/message';
import { writeFormat } from '../../../src/engine/export/formats';
import { classCard, sampleGraph } from './sample-model';

interface Reader {
  nextField(): boolean;
  getFieldNumber(): number;
  readInt64(): number;
  readFloat(): number;
  readString(): string;
  readBytes(): Uint8Array;
}
const require = createRequire(import.meta.url);
const fromAddon = createRequire(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
const { BinaryReader } = fromAddon('google-protobuf') as { BinaryReader: new (bytes: Uint8Array) => Reader };

function readOne<Value>(bytes: Uint8Array, read: (reader: Reader) => Value): { field: number; value: Value } {
  const reader = new BinaryReader(bytes);
  expect(reader.nextField()).toBe(true);
  const found = { field: reader.getFieldNumber(), value: read(reader) };
  expect(reader.nextField()).toBe(false);
  return found;
}

const fieldNumber = fc.integer({ min: 1, max: 2 ** 20 });

describe('messages', () => {
  it('integers', () => {
    fc.assert(
      fc.property(fieldNumber, fc.maxSafeInteger(), (field, value) => {
        const bytes = message().integer(field, value).finish();
        expect(readOne(bytes, (reader) => reader.readInt64())).toEqual({ field, value });
      }),
    );
  });

  it('floats', () => {
    fc.assert(
      fc.property(fieldNumber, fc.float({ noNaN: true }), (field, value) => {
        const bytes = message().float(field, value).finish();
        expect(readOne(bytes, (reader) => reader.readFloat())).toEqual({ field, value });
      }),
    );
  });

  it('texts of any kind', () => {
    fc.assert(
      fc.property(fieldNumber, fc.string({ unit: 'grapheme' }), (field, value) => {
        const bytes = message().text(field, value).finish();
        expect(readOne(bytes, (reader) => reader.readString())).toEqual({ field, value });
      }),
    );
  });

  it('bytes', () => {
    fc.assert(
      fc.property(fieldNumber, fc.uint8Array({ maxLength: 300 }), (field, value) => {
        const bytes = message().bytes(field, value).finish();
        expect(readOne(bytes, (reader) => Array.from(reader.readBytes()))).toEqual({
          field,
          value: Array.from(value),
        });
      }),
    );
  });
});

it('saved_model.pb is read back by TensorFlow.js for Node', () => {
  const { graph, files } = writeFormat('saved-model', sampleGraph(3), classCard);
  const { SavedModel } = require('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js') as { SavedModel: Parser };
  const [metaGraph] = SavedModel.deserializeBinary(files[0]?.content as Uint8Array).toObject().metaGraphsList;
  expect(metaGraph?.metaInfoDef.tagsList).toEqual(['serve']);
  expect(metaGraph?.graphDef.nodeList.map((node) => node.name)).toEqual(graph.nodes.map((node) => node.name));
  const signatures = new Map(metaGraph?.signatureDefMap ?? []);
  const signature = signatures.get('serving_default') as SignatureObject;
  expect(signature.inputsMap.map(([key]) => key).sort()).toEqual(
    graph.inputs.map((input) => input.name).sort(),
  );
  expect(signature.outputsMap.map(([key]) => key)).toEqual(['prediction_', 'probabilities']);
});

interface SignatureObject {
  inputsMap: [string, unknown][];
  outputsMap: [string, unknown][];
}
interface Parser {
  deserializeBinary(bytes: Uint8Array): {
    toObject(): {
      metaGraphsList: {
        metaInfoDef: { tagsList: string[] };
        graphDef: { nodeList: { name: string }[] };
        signatureDefMap: [string, SignatureObject][];
      }[];
    };
  };
}
