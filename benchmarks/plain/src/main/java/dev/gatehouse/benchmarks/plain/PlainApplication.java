package dev.gatehouse.benchmarks.plain;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Keeps notes: a controller, validation, Spring Security, a database and Actuator, as many a service has them. */
@SpringBootApplication
@RestController
public class PlainApplication {

    private final JdbcClient database;

    PlainApplication(JdbcClient database) {
        this.database = database;
    }

    /**
     * Starts the service.
     *
     * @param arguments properties
     */
    public static void main(String[] arguments) {
        SpringApplication.run(PlainApplication.class, arguments);
    }

    @Bean
    static SecurityFilterChain everybodyMayRead(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers("/notes").permitAll())
                .httpBasic(basic -> {})
                .build();
    }

    @GetMapping("/notes")
    List<Note> notes() {
        return database.sql("select text from note").query(Note.class).list();
    }

    @PostMapping("/notes")
    void add(@Valid @RequestBody Note note) {
        database.sql("insert into note (text) values (?)").param(note.text()).update();
    }

    record Note(@NotBlank @Size(max = 1000) String text) {}
}
