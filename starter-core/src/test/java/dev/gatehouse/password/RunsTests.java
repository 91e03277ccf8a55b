package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTests {

    @ParameterizedTest
    @CsvSource({"a,1", "aab,2", "aaa,3", "abb,1"})
    void countsWhatIsRepeated(String text, int length) {
        assertThat(Runs.repeated(codes(text), 0)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "a,1,1",
        "abcx,1,3",
        "xyza,1,3",
        "cba,-1,3",
        "cba,1,1",
        "890,1,3",
        "0123,1,4",
        "098,-1,3",
        "zab,1,1",
        "абв,1,3",
        "вба,-1,3",
        "авг,1,1",
        "ακλ,1,1",
        "~\u0080\u0081,1,1",
        "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02,1,1"
    })
    void followsTheAlphabetAndTheNumbersInOneDirection(String text, int step, int length) {
        assertThat(Runs.sequence(codes(text), 0, step)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "q,1",
        "qwe,3",
        "qwertyuiop,10",
        "poiu,4",
        "qaz,3",
        "zaq,3",
        "q2w3e4,6",
        "qwa,2",
        "qws,2",
        "qwer5,4",
        "qp,1",
        "q1,2",
        "q3,1",
        "as1,2",
        "=q,1",
        "1`,2",
        "qwertz,6",
        "azerty,6",
        "741,3",
        "7 8,1",
        "xx,1"
    })
    void walksStraightOrInAZigzagOverNeighboursOnAKeyboard(String text, int length) {
        assertThat(Runs.walk(codes(text), 0)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "112233,6",
        "1122334,7",
        "102030,6",
        "1a2s3d,6",
        "3d2s1a,6",
        "ababab,6",
        "abababa,7",
        "abcabc,1",
        "11223,1",
        "112235,1",
        "q1w2e4,1",
        "1x2y3q,1",
        "112233x9,6"
    })
    void findsTwoRunsThatTakeTurns(String text, int length) {
        assertThat(Runs.interleaved(codes(text), 0)).isEqualTo(length);
    }

    @Test
    void looksFromTheGivenCharacterOn() {
        int[] text = codes("xx112233");

        assertThat(Runs.interleaved(text, 2)).isEqualTo(6);
        assertThat(Runs.interleaved(text, 3)).isEqualTo(1);
        assertThat(Runs.walk(codes("xqwe"), 1)).isEqualTo(3);
        assertThat(Runs.sequence(codes("xabc"), 1, 1)).isEqualTo(3);
        assertThat(Runs.repeated(codes("xaaa"), 1)).isEqualTo(3);
        assertThat(Runs.isYear(codes("x1999"), 1)).isTrue();
        assertThat(Runs.isYear(codes("x199"), 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1900,true",
        "1999,true",
        "2099,true",
        "19999,true",
        "1899,false",
        "2100,false",
        "199,false",
        "19/9,false",
        "19:9,false",
        "199a,false"
    })
    void knowsTheYearsInWhichPeopleLive(String text, boolean year) {
        assertThat(Runs.isYear(codes(text), 0)).isEqualTo(year);
    }

    private static int[] codes(String text) {
        return text.codePoints().toArray();
    }
}
