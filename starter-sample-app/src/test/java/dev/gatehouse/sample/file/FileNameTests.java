package dev.gatehouse.sample.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.error.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "report.pdf|report.pdf",
                "Bericht Mai.pdf|Bericht Mai.pdf",
                ".hidden|.hidden",
                "C:\\Users\\me\\report.pdf|report.pdf",
                "../../etc/passwd|passwd",
                "..\\..\\boot.ini|boot.ini",
                "report.pdf. .|report.pdf",
                "console.txt|console.txt",
                "com10.txt|com10.txt",
                "\u5831\u544a.pdf|\u5831\u544a.pdf",
                "cafe\u0301.txt|caf\u00e9.txt",
            })
    void keepsWhatIsSafe(String sent, String expected) {
        assertThat(FileName.of(sent).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "   ",
                ".",
                "..",
                "...",
                "dir/",
                "dir\\",
                "dir/..",
                "a\u0000.txt",
                "a\r\nSet-Cookie: x.txt",
                "a\u202ecod.exe",
                "a\u200b.txt",
                "\ufeffa.txt",
                "a\ud800.txt",
                "a\u2028b",
                "..\uff0fetc",
                "a\uff3cb",
                "\u2024\u2024",
                "con",
                "CON.txt",
                "nul.tar.gz",
                "Com1 .txt",
                "lpt\u00b9.txt",
                "aux.",
                "a\"; filename=b.exe",
                "a.txt:stream"
            })
    void refusesWhatIsNot(String sent) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> FileName.of(sent))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.problem().details())
                        .singleElement()
                        .satisfies(detail -> assertThat(detail.field()).isEqualTo("file")));
    }

    @Test
    void countsBytesNotCharacters() {
        assertThat(FileName.of("a".repeat(255)).text()).hasSize(255);
        assertThat(FileName.of("\u00e9".repeat(127)).text()).hasSize(127);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> FileName.of("a".repeat(256)));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> FileName.of("\u00e9".repeat(128)));
    }
}
