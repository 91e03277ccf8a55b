package dev.gatehouse.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words that passwords are made of, and the signs people write letters with. */
final class CommonWords {

    private static final String SIGNS = "013457@$!+8";
    private static final String MEANT = "o?eastasitb";
    private static final String CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё";
    private static final String LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private static final Set<String> WORDS = words();

    private CommonWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }

    static Set<String> all() {
        return WORDS;
    }

    /** A word has letters too: "5417" is no "salt". */
    static boolean mayBeSpelledWithSigns(int[] text, int at, int length) {
        boolean sign = false;
        boolean letter = false;
        for (int i = at; i < at + length; i++) {
            sign |= SIGNS.indexOf(text[i]) >= 0;
            letter |= Character.isLetter(text[i]);
        }
        return sign && letter;
    }

    static String unspelled(int[] text, int at, int length, char one) {
        StringBuilder word = new StringBuilder(length);
        for (int i = at; i < at + length; i++) {
            int sign = SIGNS.indexOf(text[i]);
            if (sign < 0) {
                word.appendCodePoint(text[i]);
            } else {
                word.append(text[i] == '1' ? one : MEANT.charAt(sign));
            }
        }
        return word.toString();
    }

    private static Set<String> words() {
        Set<String> words = new HashSet<>(read("common-words.txt"));
        for (String word : read("cyrillic-words.txt")) {
            words.add(word);
            words.add(onLatinKeys(word));
        }
        return words;
    }

    private static String onLatinKeys(String word) {
        StringBuilder keys = new StringBuilder(word.length());
        word.chars().forEach(c -> keys.append(LATIN_KEYS.charAt(CYRILLIC.indexOf(c))));
        return keys.toString();
    }

    private static List<String> read(String name) {
        try (InputStream resource = CommonWords.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + name + " is missing in this build.");
            }
            return new BufferedReader(new InputStreamReader(resource, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .flatMap(line -> Stream.of(line.strip().split(" +")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", e);
        }
    }
}
