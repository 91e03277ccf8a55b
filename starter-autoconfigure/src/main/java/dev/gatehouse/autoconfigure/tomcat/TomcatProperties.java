package dev.gatehouse.autoconfigure.tomcat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Gatehouse does inside of Tomcat.
 *
 * @param encodeHeaders whether the headers of an answer are handed to Tomcat as bytes, which spares it a slow conversion
 *     of each of them
 */
@ConfigurationProperties("gatehouse.tomcat")
public record TomcatProperties(@DefaultValue("true") boolean encodeHeaders) {}
