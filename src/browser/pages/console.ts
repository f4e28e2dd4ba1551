import { openConsole } from "../console.ts";

openConsole();
