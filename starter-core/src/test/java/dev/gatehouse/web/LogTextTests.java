package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTests {

    @Test
    void leavesPlainTextAlone() {
        String text = "/orders/42?x=1";
        assertThat(LogText.safe(text, 64)).isSameAs(text);
    }

    @Test
    void keepsOneLineInOneLine() {
        assertThat(LogText.safe("a\r\nINFO forged", 64)).isEqualTo("a??INFO forged");
    }

    @Test
    void replacesWhatATerminalWouldInterpret() {
        assertThat(LogText.safe("\u001b[31mred\u202e\u0000", 64)).isEqualTo("?[31mred??");
    }

    @Test
    void cutsLongText() {
        assertThat(LogText.safe("abcdefghij", 6)).isEqualTo("abc...");
        assertThat(LogText.safe("abcdef", 6)).isEqualTo("abcdef");
    }
}
