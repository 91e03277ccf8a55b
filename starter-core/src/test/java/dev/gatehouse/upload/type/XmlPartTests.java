package dev.gatehouse.upload.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlPartTests {

    private static final String XML = "<?xml version=\"1.0\"?><a xmlns=\"urn:a\"><b c=\"\u00e9\"/></a>";
    private static final PartGrammar GRAMMAR = new PartGrammar("urn:a", "a", Map.of("b", Set.of("c")), 1 << 20);

    private static List<String> elements(byte[] bytes) throws IOException {
        List<String> names = new ArrayList<>();
        XmlPart.forEachElement(new ByteArrayInputStream(bytes), GRAMMAR, element -> names.add(element.getLocalName()));
        return names;
    }

    static Stream<byte[]> readable() {
        return Stream.of(
                XML.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + XML).getBytes(StandardCharsets.UTF_8),
                XML.getBytes(StandardCharsets.UTF_16LE),
                XML.getBytes(StandardCharsets.UTF_16BE),
                ("\ufeff" + XML).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + XML).getBytes(StandardCharsets.UTF_16BE));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsBothEncodingsWithAndWithoutAMark(byte[] bytes) throws IOException {
        assertThat(elements(bytes)).containsExactly("b");
    }

    /** Some versions of Java bound them by default, and others where a host says so. */
    @ParameterizedTest
    @ValueSource(strings = {"jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit"})
    void readsAsManyAmpersandsAsThePartMayHave(String limit) throws IOException {
        String links = "<b c=\"?x&amp;y&amp;z\"/>".repeat(20);
        String before = System.getProperty(limit);
        System.setProperty(limit, "10");
        try {
            assertThat(elements(("<a xmlns=\"urn:a\">" + links + "</a>").getBytes(StandardCharsets.UTF_8)))
                    .hasSize(20);
        } finally {
            if (before == null) {
                System.clearProperty(limit);
            } else {
                System.setProperty(limit, before);
            }
        }
    }

    static Stream<byte[]> unreadable() {
        return Stream.of(
                new byte[0],
                new byte[] {'<'},
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xff, '<', 'a', '/', '>'},
                XML.getBytes(StandardCharsets.ISO_8859_1),
                "<a xmlns='urn:a'>".getBytes(StandardCharsets.UTF_8),
                "<!DOCTYPE a><a xmlns='urn:a'/>".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesInSilenceWhatCannotBeRead(byte[] bytes) {
        PrintStream usual = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> elements(bytes))
                    .isInstanceOfSatisfying(
                            UploadRefusedException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(UploadReason.CONTENT_MALFORMED));
        } finally {
            System.setErr(usual);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFailureToReadIsNoFaultOfTheFile() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatThrownBy(() -> XmlPart.forEachElement(broken, GRAMMAR, element -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }
}
