package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;

/**
 * Whatever a client sends gets a verdict, and what is accepted is one file strictly inside of a directory. A million
 * inputs in the profile "proof"; not a property of jqwik, because their number has to be chosen when it runs.
 */
class NameRulesFuzzTests {

    private static final int INPUTS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 5_000;
    private static final NameRules RULES = new NameRules(255, true);
    private static final Path DIRECTORY = Path.of("files").toAbsolutePath();

    @Example
    void acceptsOnlyOneNameInsideOfTheDirectory() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomGenerator<String> texts = texts().generator(1000);
        AtomicInteger accepted = new AtomicInteger();
        for (int i = 0; i < INPUTS; i++) {
            String text = texts.next(random).value();
            NameFlaw flaw = RULES.flawOf(text);
            if (flaw == null) {
                accepted.incrementAndGet();
                check(RULES.read(text).text(), "seed " + seed + ", input " + i);
            }
        }
        assertThat(accepted.get()).as("accepted of %s", INPUTS).isBetween(INPUTS / 50, INPUTS * 49 / 50);
    }

    private static void check(String name, String input) {
        Path file = DIRECTORY.resolve(name);
        assertThat(file.normalize()).as(input).isEqualTo(file);
        assertThat(file.getParent()).as(input).isEqualTo(DIRECTORY);
        assertThat(file.getFileName().toString()).as(input).isEqualTo(name);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).as(input).hasSizeBetween(1, 255);
        assertThat(Normalizer.isNormalized(name, Form.NFC)).as(input).isTrue();
        assertThat(RULES.flawOf(name)).as(input).isNull();
        Path normalized =
                DIRECTORY.resolve(Normalizer.normalize(name, Form.NFKC)).normalize();
        assertThat(normalized.getParent()).as(input).isEqualTo(DIRECTORY);
    }

    /** Plain text, pieces that do harm together, and any code unit at all, lone surrogates included. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> plain =
                Arbitraries.strings().alpha().numeric().ofMinLength(0).ofMaxLength(12);
        Arbitrary<String> pieces = Arbitraries.of(
                ".",
                "..",
                "/",
                "\\",
                " ",
                "con",
                "NUL",
                "com1",
                "\u00b9",
                ".txt",
                "\u202e",
                "\u0301",
                "e",
                "\uff0f",
                "\uff0e",
                "\u2024",
                "\u2025",
                "\u2100",
                "\u3000",
                "\u00a0",
                "%2e",
                "\u0000",
                ":",
                "~",
                "\ud83d\ude00");
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(4);
        Arbitrary<String> inPlane =
                Arbitraries.integers().between(0x20, 0x2fff).map(c -> String.valueOf((char) (int) c));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, plain), Tuple.of(3, pieces), Tuple.of(1, anything), Tuple.of(2, inPlane))
                .list()
                .ofMinSize(0)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
