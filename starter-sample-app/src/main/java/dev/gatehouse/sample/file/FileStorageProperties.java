package dev.gatehouse.sample.file;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the bytes of files lie.
 *
 * @param directory directory of its own for stored files, outside of everything that is served; created if missing
 */
@ConfigurationProperties("gatehouse.sample.files")
record FileStorageProperties(@DefaultValue("data/files") Path directory) {}
