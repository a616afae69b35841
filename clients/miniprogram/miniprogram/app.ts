import { watchConsent } from './services/privacy';
import { services } from './services/services';

App({
  onLaunch() {
    watchConsent(services().consent);
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) services().conversation.start();
    });
  },
  onShow() {
    services().conversation.start();
  },
  onHide() {
    services().conversation.stop();
  },
});
