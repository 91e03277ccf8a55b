package dev.gatehouse.password;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a password apart into as few guessable parts as possible. Each part, a word or a run or a single character, is one
 * choice for an attacker; who made few choices made a weak password, however long it is.
 */
final class PasswordParts {

    /** A word, a word, and two characters. */
    private static final int TOO_FEW = 4;

    /** No common word is longer. */
    static final int MAX_WORD = 32;

    private final int[] text;
    private final Set<String> context;
    private final int[] longLengths;
    private final int[] fewest;
    private final int[] partLength;
    private final @Nullable PasswordFlaw[] partKind;

    private PasswordParts(int[] text, Set<String> context, int[] longLengths) {
        this.text = text;
        this.context = context;
        this.longLengths = longLengths;
        this.fewest = new int[text.length + 1];
        this.partLength = new int[text.length];
        this.partKind = new PasswordFlaw[text.length];
    }

    /** Null if the folded text is not made of few parts. */
    static @Nullable PasswordFlaw flawOf(String folded, Set<String> context) {
        int[] text = folded.codePoints().toArray();
        int[] longLengths = longLengths(context);
        PasswordParts parts = new PasswordParts(text, context, longLengths).take();
        if (parts.fewest[0] <= TOO_FEW) {
            return parts.named(PasswordFlaw.REPEATED);
        }
        int period = period(text);
        if (period == text.length) {
            return null;
        }
        // The repetition is a choice as well.
        PasswordParts once = new PasswordParts(Arrays.copyOf(text, period), context, longLengths).take();
        return once.fewest[0] < TOO_FEW ? once.named(PasswordFlaw.REPEATED) : null;
    }

    /** Of the words of the context that are longer than any common one: few, for a long text is searched for each. */
    private static int[] longLengths(Set<String> context) {
        return context.stream()
                .mapToInt(word -> word.codePointCount(0, word.length()))
                .filter(length -> length > MAX_WORD)
                .distinct()
                .toArray();
    }

    private PasswordParts take() {
        for (int at = text.length - 1; at >= 0; at--) {
            choose(at, 1, null);
            chooseRuns(at);
            chooseWords(at);
        }
        return this;
    }

    private void choose(int at, int length, @Nullable PasswordFlaw kind) {
        int parts = 1 + fewest[at + length];
        if (partLength[at] == 0 || parts < fewest[at]) {
            fewest[at] = parts;
            partLength[at] = length;
            partKind[at] = kind;
        }
    }

    private void chooseRuns(int at) {
        chooseRun(at, Runs.repeated(text, at), PasswordFlaw.REPEATED);
        chooseRun(at, Runs.sequence(text, at, 1), PasswordFlaw.SEQUENCE);
        chooseRun(at, Runs.sequence(text, at, -1), PasswordFlaw.SEQUENCE);
        chooseRun(at, Runs.walk(text, at), PasswordFlaw.KEYBOARD_WALK);
        int interleaved = Runs.interleaved(text, at);
        if (interleaved >= Runs.SHORTEST) {
            boolean alternating = text[at] == text[at + 2] && text[at + 1] == text[at + 3];
            chooseRun(at, interleaved, alternating ? PasswordFlaw.REPEATED : PasswordFlaw.SEQUENCE);
        }
        if (Runs.isYear(text, at)) {
            choose(at, 4, PasswordFlaw.SEQUENCE);
        }
    }

    private void chooseRun(int at, int length, PasswordFlaw kind) {
        for (int part = Runs.SHORTEST; part <= length; part++) {
            choose(at, part, kind);
        }
    }

    private void chooseWords(int at) {
        int longest = Math.min(MAX_WORD, text.length - at);
        for (int length = 3; length <= longest; length++) {
            chooseWord(at, length);
        }
        for (int length : longLengths) {
            if (length <= text.length - at) {
                chooseWord(at, length);
            }
        }
    }

    private void chooseWord(int at, int length) {
        String word = new String(text, at, length);
        if (context.contains(word)) {
            choose(at, length, PasswordFlaw.CONTEXT_WORD);
        } else if (length > 3 && CommonWords.contains(word)) {
            choose(at, length, PasswordFlaw.COMMON);
        } else if (CommonWords.mayBeSpelledWithSigns(text, at, length)) {
            chooseRespelled(at, length);
        }
    }

    private void chooseRespelled(int at, int length) {
        for (char one : new char[] {'l', 'i'}) {
            String word = CommonWords.unspelled(text, at, length, one);
            if (context.contains(word)) {
                choose(at, length, PasswordFlaw.CONTEXT_WORD);
            } else if (length > 3 && CommonWords.contains(word)) {
                choose(at, length, PasswordFlaw.COMMON);
            }
        }
    }

    /** The part that says most to the user. */
    private PasswordFlaw named(PasswordFlaw otherwise) {
        EnumSet<PasswordFlaw> kinds = EnumSet.noneOf(PasswordFlaw.class);
        for (int at = 0; at < text.length; at += partLength[at]) {
            PasswordFlaw kind = partKind[at];
            if (kind != null) {
                kinds.add(kind);
            }
        }
        for (PasswordFlaw kind : new PasswordFlaw[] {
            PasswordFlaw.CONTEXT_WORD, PasswordFlaw.COMMON, PasswordFlaw.KEYBOARD_WALK, PasswordFlaw.SEQUENCE
        }) {
            if (kinds.contains(kind)) {
                return kind;
            }
        }
        return otherwise;
    }

    /** The length of the shortest beginning whose repetition is the text; the text's own length if there is none. */
    private static int period(int[] text) {
        for (int period = 1; period <= text.length / 2; period++) {
            int at = period;
            while (at < text.length && text[at] == text[at - period]) {
                at++;
            }
            if (at == text.length) {
                return period;
            }
        }
        return text.length;
    }
}
