package dev.gatehouse.password;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges new passwords (NIST SP 800-63B-4, 3.1.1.2; ASVS 5.0, 6.2): long enough, and not what is tried first. Nothing is asked
 * of their composition, and they never expire.
 *
 * <p>What is tried first is found by taking a password apart into common words (also spelled with digits), words of the
 * context, years, sequences, paths on the keyboard, repetitions and single characters: whatever needs no more than four such
 * parts is refused. That covers every combination of a common word with digits and another word, and so far more than a list
 * of a few thousand entries. Immutable, thread-safe.
 */
public final class PasswordPolicy {

    private static final int MIN_CONTEXT_WORD = 3;
    private static final List<String> SEPARATORS = List.of("", "-", "_", ".", " ");

    /** NFC makes at most one of three code points in Latin, more in no script people type in. */
    private static final int MAX_DECOMPOSITION = 4;

    private final PasswordPolicySettings settings;
    private final CompromisedPasswords compromised;
    private final Set<String> contextWords;

    /**
     * Creates the policy.
     *
     * @param settings what to ask for
     * @param compromised asked last, about what is good otherwise
     */
    public PasswordPolicy(PasswordPolicySettings settings, CompromisedPasswords compromised) {
        this.settings = settings;
        this.compromised = compromised;
        this.contextWords = new HashSet<>();
        settings.contextWords().forEach(word -> addWords(contextWords, word));
    }

    /**
     * Judges a password.
     *
     * @param password what the user wants, any text
     * @param owner the user
     * @return what is wrong with it, nothing if it is good
     */
    public Set<PasswordFlaw> check(String password, PasswordOwner owner) {
        EnumSet<PasswordFlaw> flaws = EnumSet.noneOf(PasswordFlaw.class);
        if (password.length() > 2 * settings.maxLength() * MAX_DECOMPOSITION) {
            flaws.add(PasswordFlaw.TOO_LONG);
            return flaws;
        }
        String canonical = PasswordText.canonical(password);
        if (canonical == null) {
            flaws.add(PasswordFlaw.INVALID_CHARACTER);
            return flaws;
        }
        int length = canonical.codePointCount(0, canonical.length());
        if (length > settings.maxLength()) {
            flaws.add(PasswordFlaw.TOO_LONG);
            return flaws;
        }
        if (length < settings.minLength()) {
            flaws.add(PasswordFlaw.TOO_SHORT);
        }
        PasswordFlaw guessable = PasswordParts.flawOf(canonical.toLowerCase(Locale.ROOT), words(owner));
        if (guessable != null) {
            flaws.add(guessable);
        }
        if (flaws.isEmpty() && compromised.contains(canonical)) {
            flaws.add(PasswordFlaw.COMPROMISED);
        }
        return flaws;
    }

    private Set<String> words(PasswordOwner owner) {
        Set<String> words = new HashSet<>(contextWords);
        addWords(words, owner.username());
        addWords(words, owner.displayName());
        String email = owner.email();
        if (email != null) {
            int at = email.lastIndexOf('@');
            addWords(words, email);
            addWords(words, email.substring(0, Math.max(0, at)));
            addWords(words, email.substring(at + 1));
        }
        return words;
    }

    /** The name itself, its parts, and what is left with other separators or none. */
    private static void addWords(Set<String> words, @Nullable String name) {
        if (name == null) {
            return;
        }
        String canonical = PasswordText.canonical(name);
        if (canonical == null) {
            return;
        }
        String folded = canonical.toLowerCase(Locale.ROOT);
        List<String> parts = List.of(folded.split("[^\\p{L}\\p{N}]+"));
        addWord(words, folded);
        SEPARATORS.forEach(separator -> addWord(words, String.join(separator, parts)));
        parts.forEach(part -> addWord(words, part));
    }

    private static void addWord(Set<String> words, String word) {
        if (word.length() >= MIN_CONTEXT_WORD) {
            words.add(word);
            words.add(new StringBuilder(word).reverse().toString());
        }
    }
}
