package dev.gatehouse.sample.account;

import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.mail.MailLimit;
import dev.gatehouse.sample.mail.MailTemplate;
import org.springframework.stereotype.Component;

/**
 * Mails that anybody can set off who knows an address: a few of each kind, and no more for a while. A link is held back only
 * while the last one is good; what is not written does not end that, and shows in no answer. In the transaction that is running.
 */
@Component
class RequestedMails {

    private final AccountMails mails;
    private final OneTimeTokens tokens;
    private final MailLimit limit;

    RequestedMails(AccountMails mails, OneTimeTokens tokens, MailLimit limit) {
        this.mails = mails;
        this.tokens = tokens;
        this.limit = limit;
    }

    void verifyEmail(User user) {
        link(user, MailTemplate.VERIFY_EMAIL, TokenPurpose.VERIFY_EMAIL, () -> mails.verifyEmail(user));
    }

    void invite(User user) {
        link(user, MailTemplate.INVITATION, TokenPurpose.INVITATION, () -> mails.invite(user));
    }

    void resetPassword(User user) {
        link(user, MailTemplate.RESET_PASSWORD, TokenPurpose.RESET_PASSWORD, () -> mails.resetPassword(user));
    }

    void alreadyRegistered(User user) {
        send(user.email(), MailTemplate.ALREADY_REGISTERED, () -> mails.alreadyRegistered(user));
    }

    void usernameTaken(UserEmail recipient, String displayName, String locale) {
        send(recipient.typed(), MailTemplate.USERNAME_TAKEN, () -> mails.usernameTaken(recipient, displayName, locale));
    }

    /**
     * Counted by who asks, or anybody could use up the mails of the one whose address it is. Links that were ended count too:
     * each request for another address ends them, and would bring one more mail.
     */
    void confirmNewEmail(User user, UserEmail wanted) {
        if (limit.allows(
                wanted.typed(),
                MailTemplate.CONFIRM_NEW_EMAIL,
                since -> tokens.count(user.id(), TokenPurpose.CHANGE_EMAIL, wanted.typed(), since))) {
            mails.confirmNewEmail(user, wanted);
        }
    }

    private void link(User user, MailTemplate template, TokenPurpose purpose, Runnable mail) {
        if (limit.allows(user.email(), template) || !tokens.isAnyGood(user.id(), purpose)) {
            mail.run();
        }
    }

    private void send(String recipient, MailTemplate template, Runnable mail) {
        if (limit.allows(recipient, template)) {
            mail.run();
        }
    }
}
