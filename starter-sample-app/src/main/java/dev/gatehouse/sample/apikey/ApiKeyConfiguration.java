package dev.gatehouse.sample.apikey;

import dev.gatehouse.apikey.ApiKeyAuthenticator;
import dev.gatehouse.apikey.ApiKeyCodec;
import dev.gatehouse.apikey.ApiKeyStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets requests be authenticated by keys: the security chain takes them as soon as there is an authenticator. */
@Configuration(proxyBeanMethods = false)
class ApiKeyConfiguration {

    @Bean
    ApiKeyAuthenticator apiKeyAuthenticator(ApiKeyCodec codec, ApiKeyStore store, Clock clock) {
        return new ApiKeyAuthenticator(codec, store, clock);
    }
}
