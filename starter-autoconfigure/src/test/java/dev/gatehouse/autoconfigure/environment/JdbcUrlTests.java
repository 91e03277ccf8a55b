package dev.gatehouse.autoconfigure.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5432/shop?user=a&password=geheim | jdbc:postgresql://db:5432/shop",
                "jdbc:mysql://a:geheim@db/shop | jdbc:mysql://db/shop",
                "jdbc:oracle:thin:a/geheim@db:1521/shop | jdbc:oracle:thin:db:1521/shop",
                "jdbc:sqlserver://db;user=a;password=geheim | jdbc:sqlserver://db",
                "jdbc:h2:file:./data/x;PASSWORD=geheim | jdbc:h2:file:./data/x",
                "jdbc:postgresql://a:ge@heim@db/shop | jdbc:postgresql://db/shop"
            })
    void showsNoCredentials(String url, String shown) {
        assertThat(new JdbcUrl(url)).hasToString(shown);
    }
}
