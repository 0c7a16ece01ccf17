/** Adapter: plain SMTP through nodemailer. Sends text only; never logs a body, as it may hold a one-time link. */
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import type { MailConfig } from '../../config/parse.ts';
import type { Mailer } from '../../http/ports.ts';

/** `config` null: mail is off, and `enabled` says so. nodemailer is loaded with the first mail. */
export function createMailer(config: MailConfig | null): Mailer {
  if (!config) {
    return {
      enabled: false,
      send: () => Promise.reject(new AppError('unavailable', 'mail is not configured')),
    };
  }
  return {
    enabled: true,
    send: async (mail) => {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        host: config.host,
        port: config.port,
        secure: config.port === 465,
        connectionTimeout: 10_000,
        socketTimeout: 20_000,
        ...(config.login ? { auth: { user: config.login.user, pass: config.login.pass.reveal() } } : {}),
      });
      try {
        await transport.sendMail({ from: config.from, ...mail });
      } catch (cause) {
        throw new AppError('vendor_unavailable', `SMTP: ${errorText(cause)}`, {
          hint: 'The mail could not be sent. Check the SMTP settings, then try again.',
          cause,
        });
      } finally {
        transport.close();
      }
    },
  };
}
