import { ADDRESS_FAULTS } from "../../../model/address/email-address.ts";

/** What is said where something cannot be had. */
export const problemsWords = {
  /** What is said where something cannot be had; mail clients get it in English. */
  problems: {
    addressMissing: {
      title: "No address",
      detail: "No email address was given: add one such as alice@shop.example.",
    },
    addressMalformed: { title: "Not an email address", detail: "That is not an email address: {because}." },
    domainUnknown: { title: "Domain not served here", detail: "Mail of {domain} is not set up here." },
    mailElsewhere: {
      title: "Mail is elsewhere",
      detail: "The mail of {domain} is not run by this service: ask whoever runs it now.",
    },
    domainSuspended: {
      title: "Mail is suspended",
      detail: "The mail service of {domain} is suspended: ask whoever runs it.",
    },
    hostUnknown: {
      title: "Domain not served here",
      detail: "Nothing is set up for this host name: name a domain that is served here.",
    },
    notExpressible: {
      title: "Not possible in this format",
      detail: "This format has no words for how the mail of {domain} is reached: use the page of settings.",
    },
    notADomain: { title: "Not a domain", detail: "That is not a domain name such as shop.example." },
    notAForm: { title: "Not a form", detail: "What was sent is not a form: send its fields as form data." },
    tooLarge: { title: "Too large", detail: "That is larger than anything that is asked for here." },
    tooMany: {
      title: "Too many requests",
      detail: "That was asked for too often within a minute: please wait a moment, and ask again.",
    },
    wrongMethod: { title: "Wrong method", detail: "This page answers {methods}." },
    unknownGuide: {
      title: "Unknown guide",
      detail: "There is no guide of that name: the page of the domain lists them all.",
    },
    unknownProgram: {
      title: "Unknown program",
      detail: "No program of that name is played here: the page of the domain's programs lists them all.",
    },
    notFound: { title: "Not found", detail: "There is nothing at this address." },
  },
  /** Why a text is no address; it goes on a sentence. */
  addressFaults: ADDRESS_FAULTS,
};
