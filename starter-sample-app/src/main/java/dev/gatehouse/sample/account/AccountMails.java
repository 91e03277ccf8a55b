package dev.gatehouse.sample.account;

import dev.gatehouse.autoconfigure.account.AccountProperties;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.MailTime;
import dev.gatehouse.sample.mail.Outbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is written to users, with the links in it. A link begins with the configured address of the service, never with the
 * host of a request. Its token stands behind the {@code #}, which browsers send to nobody: neither access logs nor the
 * pages that the user goes on to get to see it. In the transaction that is running.
 */
@Component
class AccountMails {

    private final Outbox outbox;
    private final OneTimeTokens tokens;
    private final AccountProperties.Token lives;
    private final URI base;
    private final Environment environment;
    private final Clock clock;

    AccountMails(
            Outbox outbox, OneTimeTokens tokens, AccountProperties properties, Environment environment, Clock clock) {
        this.outbox = outbox;
        this.tokens = tokens;
        this.lives = properties.token();
        this.base = base(properties.publicBaseUrl());
        this.environment = environment;
        this.clock = clock;
    }

    void verifyEmail(User user) {
        link(user, MailTemplate.VERIFY_EMAIL, TokenPurpose.VERIFY_EMAIL, "/verify-email", lives.verifyTtl());
    }

    void resetPassword(User user) {
        link(user, MailTemplate.RESET_PASSWORD, TokenPurpose.RESET_PASSWORD, "/reset-password", lives.resetTtl());
    }

    void invite(User user) {
        link(user, MailTemplate.INVITATION, TokenPurpose.INVITATION, "/reset-password", lives.inviteTtl());
    }

    /** To the new address, since that is what has to be proven. */
    void confirmNewEmail(User user, UserEmail wanted) {
        String token = tokens.issue(user.id(), TokenPurpose.CHANGE_EMAIL, lives.emailChangeTtl(), wanted.typed())
                .value();
        outbox.put(
                wanted.typed(),
                user.locale(),
                MailTemplate.CONFIRM_NEW_EMAIL,
                model(user, "/confirm-email#token=" + token, lives.emailChangeTtl()));
    }

    /** Somebody registered with, or wants to move to, the address of this user. */
    void alreadyRegistered(User user) {
        outbox.put(
                user.email(),
                user.locale(),
                MailTemplate.ALREADY_REGISTERED,
                Map.of("name", user.displayName(), "reset_link", base() + "/forgot-password"));
    }

    /** The one mail without an account: who registers has to learn why no link comes, and the answer must not tell. */
    void usernameTaken(UserEmail recipient, String displayName, String locale) {
        outbox.put(recipient.typed(), locale, MailTemplate.USERNAME_TAKEN, Map.of("name", displayName));
    }

    /** Tells the owner what has happened, at the address that stands in the account now. */
    void tell(User user, MailTemplate template) {
        outbox.put(
                user.email(),
                user.locale(),
                template,
                Map.of("name", user.displayName(), "when", MailTime.of(clock.instant())));
    }

    void tellOfDeletion(User user, Duration untilErased) {
        outbox.put(
                user.email(),
                user.locale(),
                MailTemplate.ACCOUNT_DELETED,
                Map.of(
                        "name",
                        user.displayName(),
                        "until",
                        MailTime.of(clock.instant().plus(untilErased))));
    }

    private void link(User user, MailTemplate template, TokenPurpose purpose, String page, Duration life) {
        String token = tokens.issue(user.id(), purpose, life, null).value();
        outbox.put(user.email(), user.locale(), template, model(user, page + "#token=" + token, life));
    }

    private Map<String, String> model(User user, String path, Duration life) {
        Map<String, String> model = new HashMap<>();
        model.put("name", user.displayName());
        model.put("username", user.username());
        model.put("link", base() + path);
        model.put("valid_for", MailTime.of(life));
        return model;
    }

    /** Port 0 stands for the one that the server got, as it does for the server itself. */
    private URI base() {
        if (base.getPort() != 0) {
            return base;
        }
        return UriComponentsBuilder.fromUri(base)
                .port(environment.getRequiredProperty("local.server.port"))
                .build()
                .toUri();
    }

    private static URI base(@Nullable URI configured) {
        if (configured == null) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.auth.public-base-url",
                    null,
                    "Links in mails need it. Write where users reach the service, e.g. https://app.example.com.");
        }
        return configured;
    }
}
