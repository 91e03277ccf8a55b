package dev.gatehouse.autoconfigure.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-boot")
class ShownJdbcUrlTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5432/shop?user=a&password=geheim | jdbc:postgresql://db:5432/shop",
                "jdbc:postgresql://db1:5432,[::1]:5433/shop | jdbc:postgresql://db1:5432,[::1]:5433/shop",
                "jdbc:postgresql://a:ge@heim@db/shop | jdbc:postgresql://db/shop",
                "jdbc:postgresql://db/shop?user=a@b&password=ge@heim | jdbc:postgresql:...",
                "jdbc:postgresql:shop | jdbc:postgresql:...",
                "jdbc:mysql://a:geheim@db/shop | jdbc:mysql://db/shop",
                "jdbc:mysql://a:ge;heim@db/shop | jdbc:mysql:...",
                "jdbc:mysql://a:1234;heim@db/shop | jdbc:mysql:...",
                "jdbc:mysql://a:ge?heim@db/shop | jdbc:mysql:...",
                "jdbc:mysql://a:ge/heim@db/shop | jdbc:mysql:...",
                "jdbc:mysql://a:ge#heim@db/shop | jdbc:mysql:...",
                "jdbc:mysql://(host=db,port=3306,user=a,password=geheim)/shop | jdbc:mysql:...",
                "jdbc:mysql://address=(host=db)(user=a)(password=geheim)/shop | jdbc:mysql:...",
                "jdbc:mysql://a:b@(host=db,password=geheim)/shop | jdbc:mysql:...",
                "jdbc:mysql:loadbalance://db1,db2:3307/shop?password=geheim | jdbc:mysql:loadbalance://db1,db2:3307/shop",
                "jdbc:db2://db:50000/SHOP:password=geheim;user=a; | jdbc:db2:...",
                "jdbc:db2://db:50000/SHOP | jdbc:db2://db:50000/SHOP",
                "jdbc:teradata://db/USER=a,PASSWORD=geheim | jdbc:teradata:...",
                "jdbc:oracle:thin:a/geheim@db:1521/shop | jdbc:oracle:thin:@db:1521/shop",
                "jdbc:oracle:thin:a/ge@heim@db:1521:SHOP | jdbc:oracle:thin:@db:1521:SHOP",
                "jdbc:oracle:thin:@//db:1521/shop | jdbc:oracle:thin:@//db:1521/shop",
                "jdbc:oracle:thin:@tcps://db:2484/shop?wallet=x | jdbc:oracle:thin:@tcps://db:2484/shop",
                "jdbc:oracle:thin:@(DESCRIPTION=(PASSWORD=geheim)) | jdbc:oracle:...",
                "jdbc:oracle:thin:a/geheim | jdbc:oracle:...",
                "jdbc:sqlserver://db;user=a;password=geheim | jdbc:sqlserver://db",
                "jdbc:sqlserver://db:1433;databaseName=shop;password=geheim | jdbc:sqlserver://db:1433;databaseName=shop",
                "jdbc:sqlserver://db;password={x;databaseName=geheim} | jdbc:sqlserver://db",
                "jdbc:h2:file:./data/x;PASSWORD=geheim | jdbc:h2:file:./data/x",
                "jdbc:h2:mem:x | jdbc:h2:mem:x",
                "jdbc:h2:tcp://db/~/x;PASSWORD=ge@heim | jdbc:h2:tcp://db/~/x",
                "jdbc:sqlite::memory: | jdbc:sqlite::memory:",
                "jdbc:sqlite:C:\\data\\x.db?key=geheim | jdbc:sqlite:C:\\data\\x.db",
                "jdbc:hsqldb:hsql://db/x;password=geheim | jdbc:hsqldb:hsql://db/x",
                "a:geheim@db/shop | jdbc:...",
            })
    void showsNoCredentials(String url, String shown) {
        assertThat(ShownJdbcUrl.of(url)).isEqualTo(shown);
    }

    @Test
    @Timeout(1)
    void readsAnyTextInOneGo() {
        String hosts = "a,".repeat(100_000);
        assertThat(ShownJdbcUrl.of("jdbc:mysql://" + hosts)).isEqualTo("jdbc:mysql:...");
        assertThat(ShownJdbcUrl.of("jdbc:" + "a".repeat(1_000_000))).isEqualTo("jdbc:...");
    }
}
