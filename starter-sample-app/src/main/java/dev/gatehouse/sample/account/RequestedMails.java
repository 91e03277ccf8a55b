package dev.gatehouse.sample.account;

import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.mail.MailLimit;
import dev.gatehouse.sample.mail.MailTemplate;
import org.springframework.stereotype.Component;

/**
 * Mails that anybody can set off who knows an address: a few of each kind, and no more for a while. What is not written does
 * not end the links that were sent either, and shows in no answer.
 */
@Component
class RequestedMails {

    private final AccountMails mails;
    private final MailLimit limit;

    RequestedMails(AccountMails mails, MailLimit limit) {
        this.mails = mails;
        this.limit = limit;
    }

    void verifyEmail(User user) {
        send(user, MailTemplate.VERIFY_EMAIL, () -> mails.verifyEmail(user));
    }

    void invite(User user) {
        send(user, MailTemplate.INVITATION, () -> mails.invite(user));
    }

    void resetPassword(User user) {
        send(user, MailTemplate.RESET_PASSWORD, () -> mails.resetPassword(user));
    }

    void alreadyRegistered(User user) {
        send(user, MailTemplate.ALREADY_REGISTERED, () -> mails.alreadyRegistered(user));
    }

    void usernameTaken(UserEmail recipient, String displayName, String locale) {
        send(recipient.typed(), MailTemplate.USERNAME_TAKEN, () -> mails.usernameTaken(recipient, displayName, locale));
    }

    void confirmNewEmail(User user, UserEmail wanted) {
        send(wanted.typed(), MailTemplate.CONFIRM_NEW_EMAIL, () -> mails.confirmNewEmail(user, wanted));
    }

    private void send(User user, MailTemplate template, Runnable mail) {
        send(user.email(), template, mail);
    }

    private void send(String recipient, MailTemplate template, Runnable mail) {
        if (limit.allows(recipient, template)) {
            mail.run();
        }
    }
}
