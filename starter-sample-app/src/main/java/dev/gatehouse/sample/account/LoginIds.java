package dev.gatehouse.sample.account;

import dev.gatehouse.loginid.InvalidLoginIdException;
import dev.gatehouse.loginid.LoginId;
import dev.gatehouse.loginid.LoginIdKind;
import dev.gatehouse.loginid.LoginIdNormalizer;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.account.User.UserName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what users are known by, as a request brings it. */
@Component
class LoginIds {

    private final LoginIdNormalizer normalizer;
    private final UserRepository users;

    LoginIds(LoginIdNormalizer normalizer, UserRepository users) {
        this.normalizer = normalizer;
        this.users = users;
    }

    UserName username(String field, String text) {
        try {
            LoginId id = normalizer.username(text);
            // As long as its key, and so as long as the column takes.
            return new UserName(Normalizer.normalize(text, Normalizer.Form.NFKC).strip(), id);
        } catch (InvalidLoginIdException e) {
            throw AccountProblems.notALoginId(field, e);
        }
    }

    UserEmail email(String field, String text) {
        try {
            return new UserEmail(text.strip(), normalizer.email(text));
        } catch (InvalidLoginIdException e) {
            throw AccountProblems.notALoginId(field, e);
        }
    }

    /** Finds who may log in with that; deleted accounts do not exist. */
    Optional<User> find(String login) {
        LoginId id = normalizer.forLookup(login);
        if (id == null) {
            return Optional.empty();
        }
        Optional<User> user =
                id.kind() == LoginIdKind.EMAIL ? users.findByEmailKey(id.key()) : users.findByUsernameKey(id.key());
        return user.filter(User::exists);
    }

    /** Finds and locks at once: what is read before the lock may be old behind it. */
    Optional<User> findForChange(String login) {
        LoginId id = normalizer.forLookup(login);
        if (id == null) {
            return Optional.empty();
        }
        Optional<User> user = id.kind() == LoginIdKind.EMAIL
                ? users.findForChangeByEmailKey(id.key())
                : users.findForChangeByUsernameKey(id.key());
        return user.filter(User::exists);
    }

    /** The language of mails; English where a browser names none that can be kept. */
    String languageTag(Locale locale) {
        String tag = locale.toLanguageTag();
        return tag.matches(User.LOCALE) ? tag : Locale.ENGLISH.toLanguageTag();
    }
}
