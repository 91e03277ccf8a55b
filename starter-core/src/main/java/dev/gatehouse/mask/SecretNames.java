package dev.gatehouse.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Knows by the name of a field, header or parameter that its value is a secret. A name counts at the end of a longer
 * one: {@code spring.datasource.password}, {@code accessToken}, {@code X-Api-Key}. Immutable, thread-safe.
 */
final class SecretNames {

    /** Longer names are no names. */
    static final int MAX_LENGTH = 64;

    private static final List<String> BUILT_IN = List.of(
            "password",
            "passwords",
            "passwd",
            "passwordhash",
            "passwordconfirm",
            "passwordconfirmation",
            "passwordrepeat",
            "pwd",
            "passphrase",
            "secret",
            "secrets",
            "secretkey",
            "token",
            "accesstokens",
            "refreshtokens",
            "apikey",
            "apikeys",
            "accesskey",
            "accesskeys",
            "accesskeyid",
            "privatekey",
            "privatekeys",
            "signingkey",
            "encryptionkey",
            "credential",
            "credentials",
            "authorization",
            "cookie",
            "cookies",
            "sessionid",
            "jsessionid",
            "otp",
            "totp");

    /** Headers whose value is made of several words. */
    private static final List<String> WHOLE_LINE = List.of("authorization", "cookie", "cookies");

    private static final int ASCII = 128;

    private final String[] names;

    /** The names by their last letter, by which most words of a log line are told apart. */
    private final String[][] byLast = new String[ASCII][];

    /** By the same: which letters stand before it, by which most of the others are. */
    private final BitSet[] beforeLast = new BitSet[ASCII];

    private final String[] endingBeyondAscii;

    SecretNames(List<String> further) {
        List<String> all = new ArrayList<>(BUILT_IN);
        for (String name : further) {
            String plain = normalize(name);
            if (!plain.isEmpty()) {
                all.add(plain);
            }
        }
        this.names = all.toArray(String[]::new);
        for (char last = 0; last < byLast.length; last++) {
            char letter = last;
            byLast[last] = endingIn(end -> end == letter);
            beforeLast[last] = beforeLast(byLast[last]);
        }
        this.endingBeyondAscii = endingIn(end -> end >= ASCII);
    }

    /** Of a name of one letter nothing is told: then all are in. */
    private static BitSet beforeLast(String[] candidates) {
        BitSet letters = new BitSet();
        for (String name : candidates) {
            if (name.length() == 1) {
                letters.set(0, Character.MAX_VALUE + 1);
            } else {
                letters.set(name.charAt(name.length() - 2));
            }
        }
        return letters;
    }

    private String[] endingIn(IntPredicate last) {
        return Arrays.stream(names)
                .filter(name -> last.test(name.charAt(name.length() - 1)))
                .toArray(String[]::new);
    }

    /** Tells whether a text can have this name. */
    static boolean isName(String name) {
        return name.length() <= MAX_LENGTH
                && name.chars().allMatch(c -> isNamePart((char) c))
                && !normalize(name).isEmpty();
    }

    /** Tells whether the value of this name is a secret. A number behind it does not count: {@code password2}. */
    boolean matches(CharSequence text, int start, int end) {
        int behind = withoutSeparators(text, start, end);
        if (isEndOf(text, start, behind)) {
            return true;
        }
        int number = behind;
        while (number > start && isDigit(text.charAt(number - 1))) {
            number--;
        }
        return number < behind && isEndOf(text, start, withoutSeparators(text, start, number));
    }

    private static int withoutSeparators(CharSequence text, int start, int end) {
        int behind = end;
        while (behind > start && isSeparator(text.charAt(behind - 1))) {
            behind--;
        }
        return behind;
    }

    private boolean isEndOf(CharSequence text, int start, int end) {
        if (end == start) {
            return false;
        }
        char last = toLower(text.charAt(end - 1));
        if (last >= ASCII) {
            return isEndOf(text, start, end, endingBeyondAscii);
        }
        int before = withoutSeparators(text, start, end - 1);
        char letter = before == start ? 0 : toLower(text.charAt(before - 1));
        return beforeLast[last].get(letter) && isEndOf(text, start, end, byLast[last]);
    }

    private static boolean isEndOf(CharSequence text, int start, int end, String[] candidates) {
        for (String name : candidates) {
            if (endsWith(text, start, end, name)) {
                return true;
            }
        }
        return false;
    }

    boolean matches(String name) {
        return matches(name, 0, name.length());
    }

    /** Tells whether this is the end of a name whose beginning may stand elsewhere, as in {@code {"api":{"key":…}}}. */
    boolean isEnd(CharSequence text) {
        for (String name : names) {
            if (isEnd(text, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnd(CharSequence text, String name) {
        int left = name.length() - 1;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            if (left < 0 || toLower(c) != name.charAt(left--)) {
                return false;
            }
        }
        return left >= 0;
    }

    /** Tells whether the secret of this name goes on to the end of the line. */
    static boolean isWholeLine(CharSequence text, int start, int end) {
        for (String name : WHOLE_LINE) {
            if (endsWith(text, start, end, name)) {
                return true;
            }
        }
        return false;
    }

    /** Compares from behind, passing over separators. */
    private static boolean endsWith(CharSequence text, int start, int end, String name) {
        int left = name.length() - 1;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            if (toLower(c) != name.charAt(left)) {
                return false;
            }
            if (left-- == 0) {
                return isWordStart(text, start, i, name);
            }
        }
        return false;
    }

    /** A short name in the middle of a word is chance: "laptop" ends in no secret. */
    private static boolean isWordStart(CharSequence text, int start, int index, String name) {
        if (name.length() > 4 || index == start) {
            return true;
        }
        char first = text.charAt(index);
        char before = text.charAt(index - 1);
        return isSeparator(before)
                || (Character.isUpperCase(first) && !Character.isUpperCase(before))
                || (before >= ASCII && first < ASCII);
    }

    static boolean isNamePart(char c) {
        return c < ASCII
                ? isSeparator(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)
                : Character.isLetterOrDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '-' || c == '.';
    }

    private static char toLower(char c) {
        if (c < ASCII) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(c);
    }

    private static String normalize(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (char c : name.strip().toCharArray()) {
            if (!isSeparator(c)) {
                plain.append(toLower(c));
            }
        }
        return plain.toString();
    }
}
