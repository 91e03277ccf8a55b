package dev.gatehouse.sample.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.deadline.Deadline;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.HttpTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class MatrixTests extends HttpTest {

    private static final String COMPARE = "/api/v1/matrix/compare";

    @Test
    void comparesEachVectorWithEachOther() {
        MatrixSimilarity answer = post(COMPARE, body("[[1,0],[3,3],[-2,0]]", "[[2,0],[0,5]]"))
                .expectStatus()
                .isOk()
                .expectBody(MatrixSimilarity.class)
                .returnResult()
                .getResponseBody();
        assertThat(answer.similarities()).hasSize(3);
        assertThat(answer.similarities().get(0)).containsExactly(1.0, 0.0);
        assertThat(answer.similarities().get(1))
                .allSatisfy(s -> assertThat(s).isCloseTo(Math.sqrt(0.5), within(1e-12)));
        assertThat(answer.similarities().get(2)).containsExactly(-1.0, 0.0);
    }

    @Test
    void takesTwoHundredVectorsOfTwoHundredNumbersOnEachSideAndNotOneMore() {
        String full = vectors(200, 200);
        post(COMPARE, body(full, full))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.similarities.length()")
                .isEqualTo(200)
                .jsonPath("$.similarities[199].length()")
                .isEqualTo(200);
        refused(post(COMPARE, body(vectors(201, 1), "[[1]]")), HttpStatus.UNPROCESSABLE_CONTENT, "matrix_too_large");
        refused(post(COMPARE, body("[[1]]", vectors(201, 1))), HttpStatus.UNPROCESSABLE_CONTENT, "matrix_too_large");
        refused(post(COMPARE, body(vectors(1, 201), "[[1]]")), HttpStatus.UNPROCESSABLE_CONTENT, "matrix_too_large");
    }

    @Test
    void countsTheVectorsBeforeItLooksAtThem() {
        String nulls = "[" + "null,".repeat(200) + "null]";
        refused(post(COMPARE, body(nulls, "[[1]]")), HttpStatus.UNPROCESSABLE_CONTENT, "matrix_too_large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|[[1]]|left|not_empty",
                "[[1]]|[]|right|not_empty",
                "[[]]|[[1]]|left[0]|length",
                "[null]|[[1]]|left[0]|length",
                "[[1,2],[1]]|[[1,2]]|left[1]|length",
                "[[1,2]]|[[1,2,3]]|right[0]|length",
                "[[1,2]]|[null]|right[0]|length",
                "[[1,null]]|[[1,2]]|left[0][1]|number",
                "[[1e999]]|[[1]]|left[0][0]|number",
                "[[0,0]]|[[1,2]]|left[0]|zero"
            })
    void namesTheVectorThatCannotBeCompared(String left, String right, String field, String code) {
        post(COMPARE, body(left, right))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error_code")
                .isEqualTo("validation_failed")
                .jsonPath("$.details[0].field")
                .isEqualTo(field)
                .jsonPath("$.details[0].code")
                .isEqualTo(code);
    }

    @Test
    void takesNumbersOnly() {
        post(COMPARE, body("[[\"1\"]]", "[[1]]")).expectStatus().isBadRequest();
        post(COMPARE, body("[1]", "[[1]]")).expectStatus().isBadRequest();
        post(COMPARE, "{\"left\":[[1]]}").expectStatus().isBadRequest();
    }

    @Test
    void neitherHugeNorTinyNumbersLeaveTheScale() {
        String left = "[[1e308,1e308],[1.6e-162,1.6e-162],[4.9e-324,4.9e-324]]";
        post(COMPARE, body(left, "[[1e308,1e308],[1.6e-162,1.6e-162],[1,1]]"))
                .expectStatus()
                .isOk()
                .expectBody(MatrixSimilarity.class)
                .value(answer -> assertThat(answer.similarities())
                        .allSatisfy(row ->
                                assertThat(row).allSatisfy(s -> assertThat(s).isCloseTo(1, within(1e-12)))));
    }

    @Test
    void stopsWhenTheTimeOfTheRequestIsUp() {
        MatrixComparison request = new MatrixComparison(List.of(List.of(1.0)), List.of(List.of(1.0)));
        assertThatThrownBy(() -> Deadline.after(Duration.ZERO).run(() -> new MatrixComparer().compare(request)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
    }

    private static String body(String left, String right) {
        return "{\"left\":" + left + ",\"right\":" + right + "}";
    }

    private static String vectors(int count, int length) {
        String vector = "[" + "0.123456789,".repeat(length - 1) + "1]";
        return "[" + (vector + ",").repeat(count - 1) + vector + "]";
    }
}
