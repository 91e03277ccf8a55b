package dev.gatehouse.sample;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the sample service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SampleApplication {

    public static void main(String[] args) {
        // What whoever names no language of ours reads is the same on every machine.
        Locale.setDefault(Locale.ENGLISH);
        SpringApplication.run(SampleApplication.class, args);
    }
}
