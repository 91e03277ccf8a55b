package dev.gatehouse.flag.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagSet;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenFeatureFlagsTests {

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    @AfterEach
    void stop() {
        api.shutdown();
    }

    @Test
    void asksWithoutAContextWhereTheRequestGivesNone() {
        api.setProviderAndWait(new FlagProvider(new FlagSet(Map.of("on", Flag.ON, "off", Flag.OFF))));
        OpenFeatureFlags flags =
                new OpenFeatureFlags(api.getClient(), request -> new ImmutableContext(request.getRemoteAddr()));
        assertThat(flags.isOn("on", recycled())).isTrue();
        assertThat(flags.isOn("off", recycled())).isFalse();
    }

    private static HttpServletRequest recycled() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                OpenFeatureFlagsTests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> {
                    throw new IllegalStateException("The request object has been recycled");
                });
    }
}
