/** What the simulator lacks of WeChat. Calls are recorded, nothing happens. */

const done = (): jest.Mock => jest.fn(() => Promise.resolve({ confirm: true }));

Object.assign(globalThis, {
  getApp: () => ({ globalData: {} }),
  getCurrentPages: () => [],
  wx: {
    setNavigationBarTitle: done(),
    showToast: done(),
    showModal: done(),
    navigateTo: done(),
    navigateBack: done(),
    reLaunch: done(),
    setClipboardData: jest.fn(({ success }: { success: () => void }) => {
      success();
    }),
    makePhoneCall: jest.fn(),
    scanCode: jest.fn(),
    openPrivacyContract: jest.fn(),
    getSystemInfoSync: () => ({
      windowWidth: 375,
      windowHeight: 667,
      pixelRatio: 2,
      SDKVersion: '3.0.0',
    }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 667, pixelRatio: 2 }),
    getAppBaseInfo: () => ({ SDKVersion: '3.0.0' }),
    getDeviceInfo: () => ({ platform: 'devtools' }),
    canIUse: () => false,
  },
});
