// Writes protocol-buffer messages: the wire format that TensorFlow's and ONNX's model files share.
// Source: protobuf.dev/programming-guides/encoding.

import { joinBytes } from './join-bytes';

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** A message under construction; every method appends one field and returns the message. */
export interface Message {
  /** int32, int64, enum or bool. Negative numbers take ten bytes, as the format asks. */
  integer(field: number, value: number): Message;
  float(field: number, value: number): Message;
  text(field: number, value: string): Message;
  bytes(field: number, value: Uint8Array): Message;
  message(field: number, value: Message): Message;
  /** A repeated number field in packed form. */
  integers(field: number, values: readonly number[]): Message;
  /** One entry of a map<string, Message>. */
  entry(field: number, key: string, value: Message): Message;
  finish(): Uint8Array;
}

/** An empty message. */
export function message(): Message {
  const parts: Uint8Array[] = [];
  const key = (field: number, wireType: number) => parts.push(varint(field * 8 + wireType));
  const self: Message = {
    integer(field, value) {
      key(field, VARINT);
      parts.push(varint(value));
      return self;
    },
    float(field, value) {
      key(field, FIXED_32);
      const view = new DataView(new ArrayBuffer(4));
      view.setFloat32(0, value, true);
      parts.push(new Uint8Array(view.buffer));
      return self;
    },
    text: (field, value) => self.bytes(field, new TextEncoder().encode(value)),
    bytes(field, value) {
      key(field, LENGTH_DELIMITED);
      parts.push(varint(value.length), value);
      return self;
    },
    message: (field, value) => self.bytes(field, value.finish()),
    integers: (field, values) => self.bytes(field, joinBytes(values.map(varint))),
    entry: (field, name, value) => self.message(field, message().text(1, name).message(2, value)),
    finish: () => joinBytes(parts),
  };
  return self;
}

/** Seven bits a byte, lowest first; a negative number as its 64-bit two's complement. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`A protobuf integer must be a safe integer, not ${value}`);
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}
