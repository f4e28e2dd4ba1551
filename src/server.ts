import { Terminal } from "./cli/terminal.ts";
import { serve } from "./serve.ts";

process.exitCode = await serve.run(process.argv.slice(2), new Terminal(process));
