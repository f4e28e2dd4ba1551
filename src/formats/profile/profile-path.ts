/** Where the service has it. */
export const PROFILE_PATH = "/profiles/apple.mobileconfig";
