package dev.gatehouse.password;

import java.io.BufferedReader;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Passwords of a list that an operator provides, compared without regard to case. Immutable, thread-safe. */
public final class ListedPasswords implements CompromisedPasswords {

    private final Set<String> passwords;

    private ListedPasswords(Set<String> passwords) {
        this.passwords = passwords;
    }

    /**
     * Reads a list.
     *
     * @param lines one password per line; blank lines, and lines that begin with {@code #}, are none
     * @return the list; it takes about 100 bytes a password
     */
    public static ListedPasswords read(BufferedReader lines) {
        return new ListedPasswords(lines.lines()
                .map(ListedPasswords::withoutMark)
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(PasswordText::canonical)
                .filter(Objects::nonNull)
                .map(line -> line.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Some editors begin a file with a mark of its byte order. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    @Override
    public boolean contains(String password) {
        return passwords.contains(password.toLowerCase(Locale.ROOT));
    }
}
