package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-boot")
class ShownOriginTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "URL [http://cfg:geheim@config.example.com/shop.yml] - 3:4"
                        + " | URL [http://config.example.com/shop.yml] - 3:4",
                "URL [https://cfg:ge@heim@config.example.com/@shop.yml] - 3:4"
                        + " | URL [https://config.example.com/@shop.yml] - 3:4",
                "URL [https://config.example.com/shop.yml?token=geheim] - 3:4"
                        + " | URL [https://config.example.com/shop.yml] - 3:4",
                "URL [https://config.example.com/shop.yml?token=ge]heim&a='geheim] - 3:4"
                        + " | URL [https://config.example.com/shop.yml] - 3:4",
                "URL [https://config.example.com/shop.yml#geheim] | URL [https://config.example.com/shop.yml]",
                "property source 'URL [http://u:geheim@a.example.com/x.yml?t=geheim]' via 'http://u:geheim@a.example.com/x?t'"
                        + " | property source 'URL [http://a.example.com/x.yml]' via 'http://a.example.com/x'",
                "http://u:geheim@config.example.com?t=geheim | http://config.example.com",
                "ssh://git:geheim@git.example.com/shop.git (document #0)"
                        + " | ssh://git.example.com/shop.git (document #0)",
                "URL [http://a.example.com/x?sig=geheim#geheim] - 12:34 (document #1)"
                        + " | URL [http://a.example.com/x] - 12:34 (document #1)",
                "file [/etc/shop@1/application.yml] - 1:2 | file [/etc/shop@1/application.yml] - 1:2",
                "property source 'what?' | property source 'what?'",
            })
    void showsNoCredentialsOfAUrl(String origin, String shown) {
        assertThat(ShownOrigin.of(origin)).isEqualTo(shown);
    }
}
