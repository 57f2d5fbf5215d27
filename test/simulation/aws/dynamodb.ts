import type {
  AttributeValue,
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { bindCondition } from './dynamodb/condition.ts';
import { conditionFailed, invalid, noSuchTable } from './dynamodb/errors.ts';
import { parseCondition, parseUpdate } from './dynamodb/expression.ts';
import { Placeholders } from './dynamodb/placeholders.ts';
import { Rows, type Key } from './dynamodb/rows.ts';
import { applyUpdate, bindUpdate, leavesKeyAlone } from './dynamodb/update.ts';
import { attributeBytes, attributesFrom, toItem, type Attributes } from './dynamodb/values.ts';
import { metadata, NotSimulatedError, takesOnly, type SimulatedService } from './service.ts';

type Item = Record<string, AttributeValue>;

export interface DynamoDbOptions {
  readonly table: string;
  /** Items after which a page of a query ends. @default none: at a megabyte, as DynamoDB does */
  readonly pageItems?: number;
}

const largestItem = 400 * 1024;
const largestPage = 1024 * 1024;

/** The notifier's table, with the operations and the grammar of expressions that `functions/store` uses. */
export class DynamoDb implements SimulatedService {
  readonly #options: DynamoDbOptions;
  #rows = new Rows();

  constructor(options: DynamoDbOptions) {
    this.#options = options;
  }

  execute(operation: string, input: object): object {
    switch (operation) {
      case 'GetItem':
        return this.#get(input as GetItemCommandInput);
      case 'PutItem':
        return this.#put(input as PutItemCommandInput);
      case 'UpdateItem':
        return this.#update(input as UpdateItemCommandInput);
      case 'DeleteItem':
        return this.#delete(input as DeleteItemCommandInput);
      case 'Query':
        return this.#query(input as QueryCommandInput);
      default:
        throw new NotSimulatedError(`${operation} of DynamoDB, which the store does not use`);
    }
  }

  /** All items, in the order of their keys. */
  items(): Item[] {
    return [...this.#rows.all()].map(toItem);
  }

  /** The table as it is now, for `restore`: nothing that happens later changes it. */
  snapshot(): Rows {
    return this.#rows.copy();
  }

  /** Brings back what the table held, as point-in-time recovery does. */
  restore(snapshot: Rows): void {
    this.#rows = snapshot.copy();
  }

  #get(input: GetItemCommandInput) {
    takesOnly('GetItem', input, ['TableName', 'Key', 'ConsistentRead']);
    this.#consistent(input);
    const item = this.#rows.get(this.#keyOf(input));
    return { $metadata: metadata(), ...(item && { Item: toItem(item) }) };
  }

  #put(input: PutItemCommandInput) {
    takesOnly('PutItem', input, ['TableName', 'Item']);
    const item = attributesFrom(input.Item ?? {});
    if (attributeBytes(item) > largestItem) throw invalid('Item size has exceeded the maximum allowed size');
    this.#sameTable(input);
    this.#rows.set(keyOf(item), item);
    return { $metadata: metadata() };
  }

  #update(input: UpdateItemCommandInput) {
    takesOnly('UpdateItem', input, ['TableName', 'Key', 'ReturnValues', ...expressions, 'UpdateExpression']);
    if (input.ReturnValues !== 'ALL_NEW') throw new NotSimulatedError('UpdateItem that does not return ALL_NEW');
    const placeholders = new Placeholders(input);
    const actions = bindUpdate(parseUpdate(input.UpdateExpression ?? ''), placeholders);
    const holds = conditionOf(input, placeholders);
    const key = this.#keyOf(input);
    leavesKeyAlone(actions);
    const found = this.#rows.get(key);
    if (!holds(found ?? nothing)) throw conditionFailed();
    if (!found && actions.every(({ kind }) => kind === 'REMOVE' || kind === 'DELETE')) {
      throw new NotSimulatedError('UpdateItem that only takes away from an item that is not there');
    }
    const item = applyUpdate(found ?? attributesFrom(input.Key ?? {}), actions);
    if (attributeBytes(item) > largestItem) throw invalid('Item size to update has exceeded the maximum allowed size');
    this.#rows.set(key, item);
    return { $metadata: metadata(), Attributes: toItem(item) };
  }

  #delete(input: DeleteItemCommandInput) {
    takesOnly('DeleteItem', input, ['TableName', 'Key', ...expressions]);
    const placeholders = new Placeholders(input);
    const holds = conditionOf(input, placeholders);
    const key = this.#keyOf(input);
    if (!holds(this.#rows.get(key) ?? nothing)) throw conditionFailed();
    this.#rows.delete(key);
    return { $metadata: metadata() };
  }

  #query(input: QueryCommandInput) {
    const { KeyConditionExpression: condition, ExclusiveStartKey: start, ExpressionAttributeValues: values } = input;
    const own = ['KeyConditionExpression', 'ExpressionAttributeValues', 'ExclusiveStartKey'];
    takesOnly('Query', input, ['TableName', 'ConsistentRead', ...own]);
    this.#consistent(input);
    if (condition !== 'pk = :pk') throw new NotSimulatedError(`Query for ${condition ?? 'nothing'}: not "pk = :pk"`);
    const placeholders = new Placeholders({ ExpressionAttributeValues: values });
    const pk = placeholders.value(':pk');
    placeholders.allUsed();
    this.#sameTable(input);
    if (pk.type !== 'S')
      throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
    const after = start && keyOf(attributesFrom(start));
    if (after && after.pk !== pk.value) throw invalid('The provided starting key is outside query boundaries');
    return { $metadata: metadata(), ...this.#page(this.#rows.partition(pk.value, after?.sk)) };
  }

  /** A page that ends for its size names its last item even if nothing follows. */
  #page(rest: Iterable<Attributes>) {
    const items: Item[] = [];
    let bytes = 0;
    for (const attributes of rest) {
      const item = toItem(attributes);
      items.push(item);
      bytes += attributeBytes(attributes);
      if (bytes < largestPage && items.length !== this.#options.pageItems) continue;
      const { pk, sk } = item;
      return { Count: items.length, ScannedCount: items.length, Items: items, LastEvaluatedKey: { pk, sk } };
    }
    return { Count: items.length, ScannedCount: items.length, Items: items };
  }

  #keyOf(input: { readonly TableName: string | undefined; readonly Key: Item | undefined }): Key {
    this.#sameTable(input);
    const key = attributesFrom(input.Key ?? {});
    if (key.size !== 2) throw invalid('The provided key element does not match the schema');
    return keyOf(key);
  }

  #sameTable({ TableName: table }: { readonly TableName: string | undefined }): void {
    if (table !== this.#options.table) throw noSuchTable();
  }

  #consistent({ ConsistentRead: consistent }: { readonly ConsistentRead?: boolean | undefined }): void {
    if (consistent !== true) throw new NotSimulatedError('a read that is not strongly consistent');
  }
}

const expressions = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const nothing: Attributes = new Map();

function conditionOf({ ConditionExpression: text }: DeleteItemCommandInput, placeholders: Placeholders) {
  const test = text === undefined ? () => true : bindCondition(parseCondition(text), placeholders);
  placeholders.allUsed();
  return test;
}

const longestKey = { pk: 2048, sk: 1024 };

function keyOf(attributes: Attributes): Key {
  const part = (name: keyof Key): string => {
    const found = attributes.get(name);
    if (found?.type !== 'S') throw invalid('The provided key element does not match the schema');
    const bytes = Buffer.byteLength(found.value);
    if (bytes > 0 && bytes <= longestKey[name]) return found.value;
    throw invalid(
      `One or more parameter values were invalid: ${name} has ${bytes} bytes, not 1 to ${longestKey[name]}`,
    );
  };
  return { pk: part('pk'), sk: part('sk') };
}
