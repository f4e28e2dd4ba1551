import { searchErrors } from "../error-search.ts";
import { openPage } from "../page.ts";

searchErrors();
openPage();
