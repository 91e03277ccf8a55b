package dev.gatehouse.sample.hello;

import dev.gatehouse.access.PublicEndpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Hello", description = "The smallest endpoint, for smoke tests and load runs.")
class HelloController {

    private static final Greeting HELLO = new Greeting("hello");

    @PublicEndpoint
    @GetMapping("/api/v1/hello")
    @Operation(summary = "Say hello", description = "Touches no database: its cost is that of the request itself.")
    Greeting hello() {
        return HELLO;
    }
}
