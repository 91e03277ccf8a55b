package dev.gatehouse.benchmarks.peers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says hello. The profile says who limits it: {@code bare}, {@code gatehouse}, {@code gatehouse-redis}, {@code bucket4j}. */
@SpringBootApplication
@EnableCaching
@RestController
public class PeersApplication {

    /**
     * Starts the service.
     *
     * @param arguments properties
     */
    public static void main(String[] arguments) {
        SpringApplication.run(PeersApplication.class, arguments);
    }

    @GetMapping("/hello")
    String hello() {
        return "ok";
    }
}
