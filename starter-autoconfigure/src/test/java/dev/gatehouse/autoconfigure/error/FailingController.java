package dev.gatehouse.autoconfigure.error;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.InvalidValueException;
import dev.gatehouse.error.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Every way in which a handler can fail. */
@RestController
class FailingController {

    record Line(@NotBlank String name, @Size(max = 3) String password) {}

    record Order(@NotBlank String customer, @Valid List<Line> lines, Integer amount, Voucher voucher) {}

    record Voucher(String text) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Voucher of(String text) {
            throw new InvalidValueException("Must be one of ours.", "voucher");
        }
    }

    @ResponseStatus(code = HttpStatus.PAYMENT_REQUIRED, reason = "Pay first.")
    static class UnpaidException extends RuntimeException {
        UnpaidException() {
            super("internal words");
        }
    }

    @GetMapping("/ok")
    String ok() {
        return "ok";
    }

    @PostMapping(
            path = "/orders",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Order order(@Valid @RequestBody Order order) {
        return order;
    }

    @GetMapping("/typed/{id}")
    String typed(@PathVariable UUID id, @RequestParam @Max(10) int size) {
        return id + " " + size;
    }

    @PostMapping("/upload")
    String upload(@RequestPart MultipartFile file) {
        return file.getName();
    }

    @GetMapping("/uncaught")
    String uncaught() {
        throw new IllegalStateException("secret detail");
    }

    @GetMapping("/fatal")
    String fatal() {
        throw new StackOverflowError("secret detail");
    }

    @GetMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.setHeader("X-Kept", "yes");
        response.sendError(418, "secret detail");
    }

    @GetMapping("/reset")
    void reset(HttpServletResponse response) throws IOException {
        response.setHeader("X-Kept", "no");
        response.getWriter().print("half an answer");
        response.reset();
        throw new IllegalStateException("secret detail");
    }

    @GetMapping("/resource")
    ResponseEntity<Resource> resource() {
        return ResponseEntity.ok()
                .eTag("ten")
                .contentType(MediaType.TEXT_PLAIN)
                .body(new ByteArrayResource("0123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @GetMapping("/half-written")
    void halfWritten(HttpServletResponse response) throws IOException {
        response.setHeader("Access-Control-Allow-Origin", "https://app.example");
        response.setHeader("ETag", "\"1\"");
        response.getWriter().print("half an answer");
        throw new IllegalStateException("secret detail");
    }

    @GetMapping("/empty")
    ResponseEntity<Void> empty() {
        return ResponseEntity.notFound().build();
    }

    @GetMapping("/status")
    String status() {
        throw new ResponseStatusException(HttpStatus.CONFLICT, "Somebody was faster.");
    }

    @ResponseStatus(HttpStatus.NOT_MODIFIED)
    static class UnchangedException extends RuntimeException {}

    @GetMapping("/unchanged/{way}")
    String unchanged(@PathVariable String way, HttpServletResponse response) throws IOException {
        switch (way) {
            case "status" -> throw new ResponseStatusException(HttpStatus.NOT_MODIFIED);
            case "annotated" -> throw new UnchangedException();
            default -> response.sendError(304);
        }
        return "";
    }

    @GetMapping("/elsewhere")
    String elsewhere() {
        ErrorResponseException elsewhere = new ErrorResponseException(HttpStatus.FOUND);
        elsewhere.getHeaders().setLocation(URI.create("/ok"));
        throw elsewhere;
    }

    @GetMapping("/own-type")
    String ownType(HttpServletResponse response) {
        response.addHeader("Set-Cookie", "kept=0");
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Two are too many.");
        body.setType(URI.create("https://example.com/too-many"));
        body.setTitle("Too many");
        body.setProperty("limit", 1);
        body.setProperty("ids", List.of("a", "b"));
        body.setProperty("message", "forged");
        body.setProperty("order", new Object());
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.CONFLICT, body, null);
        problem.getHeaders().add("Set-Cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
        problem.getHeaders().add("Set-Cookie", "b=2");
        throw problem;
    }

    @GetMapping("/annotated")
    String annotated() {
        throw new UnpaidException();
    }

    @GetMapping("/problem")
    String problem() {
        throw ProblemException.validation(List.of(new FieldProblem("due", "Must be in the future.", "future")));
    }

    @GetMapping("/unavailable")
    String unavailable() {
        throw ProblemException.unavailable("The archive is closed.", Duration.ofMillis(1500));
    }

    @GetMapping("/callable")
    Callable<String> callable() {
        return () -> {
            throw new IllegalStateException("secret detail");
        };
    }

    @GetMapping("/never")
    DeferredResult<String> never() {
        return new DeferredResult<>(50L);
    }

    @GetMapping("/stream")
    StreamingResponseBody stream() {
        return out -> {
            throw new UncheckedIOException(new IOException("secret detail"));
        };
    }
}
