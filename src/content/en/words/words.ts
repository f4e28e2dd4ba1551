/**
 * Everything that pages say besides the guides themselves. `{name}` is put in by whoever prints the text.
 * @module
 */
import { checkWords } from "./check.ts";
import { codesWords } from "./codes.ts";
import { domainWords } from "./domain.ts";
import { emailGuideWords } from "./email-guide.ts";
import { errorsWords } from "./errors.ts";
import { frameWords } from "./frame.ts";
import { guideWords } from "./guide.ts";
import { linksWords } from "./links.ts";
import { problemsWords } from "./problems.ts";
import { profileWords } from "./profile.ts";
import { simulationWords } from "./simulation.ts";
import { valuesWords } from "./values.ts";
import { welcomeWords } from "./welcome.ts";

export const words = {
  ...frameWords,
  ...guideWords,
  ...domainWords,
  qrCodes: codesWords,
  values: valuesWords,
  emailGuide: emailGuideWords,
  welcome: welcomeWords,
  errors: errorsWords,
  links: linksWords,
  simulation: simulationWords,
  profile: profileWords,
  ...problemsWords,
  check: checkWords,
};
