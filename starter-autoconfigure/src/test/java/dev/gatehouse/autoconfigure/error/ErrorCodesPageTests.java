package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.hosts.TrustedHostFilter;
import dev.gatehouse.https.HttpsFilter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs branch on the codes, so their authors have to find them. */
@Tag("any-boot")
class ErrorCodesPageTests {

    private final List<String> rows = Manual.read("docs/errors.md")
            .lines()
            .filter(line -> line.startsWith("|"))
            .toList();

    @Test
    void listsEveryCodeBesideItsStatus() {
        assertThat(codes())
                .hasSizeGreaterThan(30)
                .allSatisfy(code -> assertThat(rows).as("row of %s", code).anySatisfy(row -> {
                    assertThat(row.split("\\|")[1]).contains(String.valueOf(code.status()));
                    assertThat(row).contains("`" + code.code() + "`");
                }));
    }

    private static Stream<ErrorCode> codes() {
        return Stream.of(
                        ErrorCode.class,
                        TrustedHostFilter.class,
                        HttpsFilter.class,
                        RequestTimeoutFilter.class,
                        ConcurrencyLimitFilter.class)
                .flatMap(type -> Stream.of(type.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ErrorCode.class)
                .map(ErrorCodesPageTests::value);
    }

    private static ErrorCode value(Field constant) {
        try {
            return (ErrorCode) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
