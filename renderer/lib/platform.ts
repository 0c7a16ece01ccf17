/** Whether shortcuts read as on macOS. */
export const IS_MAC =
  typeof navigator !== 'undefined' &&
  /mac/i.test(navigator.userAgent) &&
  !/iphone|ipad/i.test(navigator.userAgent);
