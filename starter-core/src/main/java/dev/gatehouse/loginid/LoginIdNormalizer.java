package dev.gatehouse.loginid;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Brings user names and e-mail addresses into the one form in which they are compared.
 *
 * <p>Comparing by {@code equalsIgnoreCase}, {@code lower()} or an {@code IgnoreCase} finder lets {@code admın} (dotless i) be
 * {@code ADMIN} and hands accounts over (CVE-2019-19844 of Django is one of many). So the form is ASCII only, and equality
 * of two forms is equality of text. Mail goes to the address that is stored, never to the one that was typed.
 *
 * <p>Stateless, thread-safe.
 */
public final class LoginIdNormalizer {

    private static final int MIN_USERNAME = 3;
    private static final int MAX_USERNAME = 32;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_LABEL = 63;

    /** No longer text is looked at: normalisation can multiply a text's length. */
    private static final int MAX_INPUT = 4 * MAX_EMAIL;

    private static final String LOCAL_PART_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    /**
     * Reads a user name: NFKC, without blanks around it, in lower case; then 3 to 32 of {@code a-z 0-9 . _ -} with a letter
     * or digit at both ends.
     *
     * @param text what was typed
     * @return the login id
     * @throws InvalidLoginIdException if it is no user name
     */
    public LoginId username(String text) {
        String key = folded(text);
        if (!isUsername(key)) {
            throw new InvalidLoginIdException(
                    LoginIdKind.USERNAME,
                    "That is not a user name. Use 3 to 32 of the letters a to z, digits, '.', '_' and '-', with a letter"
                            + " or a digit first and last.");
        }
        return new LoginId(LoginIdKind.USERNAME, key);
    }

    /**
     * Reads an e-mail address: ASCII as typed, without blanks around it, in lower case; a dot-atom and a host name of two
     * labels or more (RFC 5321, 4.1.2), at most 254 characters. Dots and a {@code +tag} stay: whether they matter is for the
     * mail server to say.
     *
     * @param text what was typed
     * @return the login id
     * @throws InvalidLoginIdException if it is none, quoted, has a comment or an address literal, or is international
     */
    public LoginId email(String text) {
        String key = text.length() > MAX_INPUT ? "" : text.strip();
        // Judged before the case is folded: the Kelvin sign's lower case is an ASCII k.
        if (!isEmail(key)) {
            throw new InvalidLoginIdException(
                    LoginIdKind.EMAIL,
                    "That is not an e-mail address this service can use. Write it as name@example.com, in ASCII, with at"
                            + " most 254 characters.");
        }
        return new LoginId(LoginIdKind.EMAIL, key.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads what was typed into a log-in form, for a lookup.
     *
     * @param text a user name or an e-mail address
     * @return the login id, or null if no account can have it; the log-in then goes on as for an unknown account, so that
     *     it takes as long
     */
    public @Nullable LoginId forLookup(String text) {
        try {
            return text.indexOf('@') >= 0 ? email(text) : username(text);
        } catch (InvalidLoginIdException e) {
            return null;
        }
    }

    private static String folded(String text) {
        if (text.length() > MAX_INPUT) {
            return "";
        }
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isUsername(String text) {
        if (text.length() < MIN_USERNAME || text.length() > MAX_USERNAME) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean edge = i == 0 || i == text.length() - 1;
            char c = text.charAt(i);
            if (!isLowerOrDigit(c) && (edge || (c != '.' && c != '_' && c != '-'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return text.length() <= MAX_EMAIL
                && at > 0
                && at <= MAX_LOCAL_PART
                && isLocalPart(text, at)
                && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String text, int end) {
        char before = '.';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isLetterOrDigit(c) && LOCAL_PART_SIGNS.indexOf(c) < 0) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        String top = labels[labels.length - 1];
        return labels.length > 1 && !Character.isDigit(top.charAt(0));
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        return label.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-');
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isLetterOrDigit(char c) {
        return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
    }
}
