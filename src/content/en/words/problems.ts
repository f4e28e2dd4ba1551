import { ADDRESS_FAULTS } from "../../../model/address/email-address.ts";

/** What is said where something cannot be had. */
export const problemsWords = {
  /** What is said where something cannot be had; mail clients get it in English. */
  problems: {
    addressMissing: {
      title: "No address",
      detail: "No email address was given. Add one, such as alice@shop.example.",
    },
    addressMalformed: { title: "Not an email address", detail: "That is not an email address: {because}." },
    domainUnknown: { title: "We cannot find this domain", detail: "Mail for {domain} is not set up here." },
    mailElsewhere: {
      title: "This mail is with another provider",
      detail: "Mail for {domain} is handled by another provider. Ask whoever runs it now.",
    },
    /** The same where we know who that is. */
    mailAtPlace: {
      title: "This mail is with {place}",
      detail: "Mail for {domain} is handled by {place}. The settings that you need are there.",
    },
    domainSuspended: {
      title: "Mail is suspended",
      detail: "Mail for {domain} is suspended. Ask whoever runs it.",
    },
    hostUnknown: {
      title: "We cannot find this domain",
      detail: "Nothing is set up for this host name. Use a domain that is served here.",
    },
    notExpressible: {
      title: "Not possible in this format",
      detail: "This format can't describe how mail for {domain} is reached. Use the settings page instead.",
    },
    notADomain: { title: "Not a domain", detail: "That is not a domain name such as shop.example." },
    notAForm: { title: "Not a form", detail: "What was sent is not a form. Send the fields as form data." },
    tooLarge: { title: "Too large", detail: "That is larger than anything this service accepts." },
    tooMany: {
      title: "Too many requests",
      detail: "Too many requests within a minute. Please wait a moment and try again.",
    },
    wrongMethod: { title: "Wrong method", detail: "This page only answers {methods}." },
    unknownGuide: {
      title: "We cannot find this guide",
      detail: "There is no guide with that name. The domain's page lists them all.",
    },
    unknownProgram: {
      title: "Unknown program",
      detail: "No program with that name is simulated here. The page of the domain's programs lists them all.",
    },
    notFound: { title: "We cannot find this page", detail: "There is no page at this link." },
  },
  /** Why a text is no address; it goes on a sentence. */
  addressFaults: ADDRESS_FAULTS,
};
