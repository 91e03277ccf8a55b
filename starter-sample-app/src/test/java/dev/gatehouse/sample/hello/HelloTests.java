package dev.gatehouse.sample.hello;

import dev.gatehouse.sample.HttpTest;
import org.junit.jupiter.api.Test;

class HelloTests extends HttpTest {

    @Test
    void saysHello() {
        get("/api/v1/hello").expectStatus().isOk().expectBody().json("{\"message\":\"hello\"}");
    }

    @Test
    void healthIsUpAndTellsNothingElse() {
        get("/actuator/health").expectStatus().isOk();
        get("/actuator/env").expectStatus().isNotFound();
    }
}
