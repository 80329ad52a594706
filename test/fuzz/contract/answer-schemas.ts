import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FuzzContract, FuzzOperation } from "./fuzz-contract.ts";

const DOCUMENT_ID = "hotdata";

/** Checks bodies of answers with the document's own schemas. */
export class AnswerSchemas {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });

  constructor({ document }: FuzzContract) {
    addFormats.default(this.#ajv);
    this.#ajv.addFormat("binary", true);
    this.#ajv.addSchema({ ...document }, DOCUMENT_ID);
  }

  /** What is wrong with the JSON body of an operation's answer; undefined when nothing is. */
  problemOf(operation: FuzzOperation, status: number, body: unknown): string | undefined {
    const path = operation.path.replaceAll("~", "~0").replaceAll("/", "~1");
    const method = operation.method.toLowerCase();
    const place = `/paths/${path}/${method}/responses/${status}/content/application~1json/schema`;
    return this.#check(place, body);
  }

  /** The same for one of the named models. */
  problemOfModel(name: string, body: unknown): string | undefined {
    return this.#check(`/components/schemas/${name}`, body);
  }

  #check(pointer: string, body: unknown): string | undefined {
    const validate = this.#validator(pointer);
    if (validate(body)) return undefined;
    return this.#ajv.errorsText(validate.errors, { dataVar: "body" });
  }

  #validator(pointer: string): ValidateFunction {
    const reference = `${DOCUMENT_ID}#${encodeURI(pointer)}`;
    const validate = this.#ajv.getSchema(reference);
    if (validate === undefined) throw new Error(`openapi.json has nothing at ${pointer}`);
    return validate;
  }
}
