package dev.gatehouse.sample.config;

import dev.gatehouse.sample.HttpTest;
import dev.gatehouse.sample.ProductionService;
import dev.gatehouse.sample.access.SystemRole;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ProductionService
class ClosedDocsTests extends HttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs",
                "/docs/",
                "/docs/index.html",
                "/v3/api-docs",
                "/v3/api-docs/",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui.css",
                "/swagger-ui/swagger-initializer.js",
                "/webjars/swagger-ui/index.html",
                "/webjars/swagger-ui/swagger-ui.css"
            })
    void docsAreClosedInProduction(String uri) {
        refused(get(uri), HttpStatus.FORBIDDEN, "forbidden");
        refused(asReader(uri), HttpStatus.NOT_FOUND, "not_found");
    }

    @Test
    void assetsAreClosedUnderTheirVersionToo() throws Exception {
        Properties jar = PropertiesLoaderUtils.loadProperties(
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
        refused(
                asReader("/webjars/swagger-ui/" + jar.getProperty("version") + "/swagger-ui.css"),
                HttpStatus.NOT_FOUND,
                "not_found");
    }

    /** Whoever may read them elsewhere finds nothing either. */
    private ResponseSpec asReader(String uri) {
        return as(users.signIn(SystemRole.AUDITOR)).get().uri(uri).exchange();
    }

    @Test
    void theRestIsOpen() {
        get("/api/v1/items").expectStatus().isOk();
    }
}
