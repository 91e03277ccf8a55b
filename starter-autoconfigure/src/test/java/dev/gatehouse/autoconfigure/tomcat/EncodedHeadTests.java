package dev.gatehouse.autoconfigure.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("any-boot")
class EncodedHeadTests {

    private static final String LONG = "x".repeat(1500);

    private final HttpServletResponse unused = new MockHttpServletResponse();
    private final Response response = new Response();
    private final MimeHeaders headers = response.getMimeHeaders();

    @Test
    void turnsNamesAndValuesIntoBytesThatReadTheSame() {
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Empty", "");
        encode();
        assertThat(headers.getName(0).getType()).isEqualTo(MessageBytes.T_BYTES);
        assertThat(headers.getValue(0).getType()).isEqualTo(MessageBytes.T_BYTES);
        assertThat(headers.getHeader("x-frame-options")).isEqualTo("DENY");
        assertThat(headers.getHeader("Empty")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "\u20ac", "a\r\nb", "a\u0000b", "a\u007fb"})
    void leavesToTomcatWhatIsNotPlain(String value) {
        response.setHeader("X-A", value);
        encode();
        assertThat(headers.getValue("X-A").getType()).isEqualTo(MessageBytes.T_STR);
        assertThat(headers.getHeader("X-A")).isEqualTo(value);
    }

    @Test
    void leavesToTomcatWhatHasACharsetOfItsOwn() {
        response.addHeader("Location", "/path", StandardCharsets.UTF_8);
        encode();
        assertThat(headers.getValue("Location").getType()).isEqualTo(MessageBytes.T_STR);
    }

    @Test
    void letsHeadersBeReplacedAndRemovedAfterwards() {
        response.setHeader("X-A", "1");
        response.setHeader("X-B", "2");
        encode();
        response.setHeader("x-a", "other");
        response.setHeader("x-b", null);
        assertThat(headers.getHeader("X-A")).isEqualTo("other");
        assertThat(headers.getHeader("X-B")).isNull();
        assertThat(headers.size()).isEqualTo(1);
    }

    @Test
    void keepsWhatAnEarlierDispatchOfTheRequestHasEncoded() {
        EncodedHead head = EncodedHead.of(response);
        response.setHeader("X-A", "first");
        head.beforeCommit(unused);
        response.setHeader("X-B", "later and longer");
        head.beforeCommit(unused);
        assertThat(headers.getHeader("X-A")).isEqualTo("first");
        assertThat(headers.getHeader("X-B")).isEqualTo("later and longer");
    }

    @Test
    void takesHeadersOfAnySize() {
        EncodedHead head = EncodedHead.of(response);
        for (int i = 0; i < 10; i++) {
            response.setHeader("X-" + i, i + LONG);
        }
        head.beforeCommit(unused);
        for (int i = 0; i < 10; i++) {
            assertThat(headers.getHeader("X-" + i)).isEqualTo(i + LONG);
        }
    }

    /** Tomcat writes the digits into whatever buffer the header had before. */
    @Test
    void isNotHarmedByALengthWrittenIntoAnOldBuffer() {
        response.setHeader("X-A", "first");
        response.setHeader("X-B", "second");
        encode();
        response.setHeader("X-B", null);
        headers.setValue("Content-Length").setLong(1234567890123456789L);
        assertThat(headers.getHeader("X-A")).isEqualTo("first");
        assertThat(headers.getHeader("Content-Length")).isEqualTo("1234567890123456789");
    }

    @Test
    void servesOneRequestAfterAnother() {
        for (int i = 0; i < 3; i++) {
            response.setHeader("X-A", "value " + i);
            response.setHeader("X-Long", i + LONG);
            encode();
            headers.setValue("Content-Length").setLong(i);
            assertThat(headers.getHeader("X-A")).isEqualTo("value " + i);
            assertThat(headers.getHeader("X-Long")).isEqualTo(i + LONG);
            assertThat(headers.getHeader("Content-Length")).isEqualTo(Integer.toString(i));
            response.recycle();
        }
    }

    @Test
    void isTheSameForAllRequestsOfAResponseObject() {
        assertThat(EncodedHead.of(response)).isSameAs(EncodedHead.of(response));
    }

    private void encode() {
        EncodedHead.of(response).beforeCommit(unused);
    }
}
