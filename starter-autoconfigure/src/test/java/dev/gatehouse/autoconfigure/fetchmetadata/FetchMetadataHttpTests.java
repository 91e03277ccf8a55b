package dev.gatehouse.autoconfigure.fetchmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

class FetchMetadataHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.fetch-metadata.enabled=true",
                "gatehouse.fetch-metadata.trusted-origins=https://*.partner.example",
                "gatehouse.fetch-metadata.exempt-paths=/callback/**",
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "gatehouse.cors.allowed-origins=https://app.example.com,https://shop.partner.example,https://news.example",
                "gatehouse.cors.paths[0].path=/public/**",
                "gatehouse.cors.paths[0].allowed-origins=*",
                "gatehouse.cors.paths[1].path=/plain/**,/callback/**",
                "gatehouse.cors.paths[1].enabled=false",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The table of Go's CrossOriginProtection, and what we add. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // safe methods
                "GET | /plain | Sec-Fetch-Site: cross-site | 200",
                "HEAD | /plain | Sec-Fetch-Site: cross-site | 200",
                "OPTIONS | /plain | Sec-Fetch-Site: cross-site | 200",
                "GET | /plain | Sec-Fetch-Site: cross-site~Connection: Upgrade~Upgrade: WebSocket | 403",
                "GET | /plain | Sec-Fetch-Site: same-origin~Connection: Upgrade~Upgrade: websocket | 200",
                // what the browser says
                "POST | /plain | Sec-Fetch-Site: same-origin | 200",
                "POST | /plain | Sec-Fetch-Site: none | 200",
                "POST | /plain | Sec-Fetch-Site: cross-site | 403",
                "POST | /plain | Sec-Fetch-Site: same-site | 403",
                "POST | /plain | Sec-Fetch-Site: anything | 403",
                "POST | /plain | Sec-Fetch-Site: Same-Origin | 403",
                "POST | /plain | Sec-Fetch-Site: cross-site~Origin: https://shop.example | 403",
                "PUT | /plain | Sec-Fetch-Site: cross-site | 403",
                "DELETE | /plain | Sec-Fetch-Site: cross-site | 403",
                "PATCH | /plain | Sec-Fetch-Site: cross-site | 403",
                "PROPFIND | /plain | Sec-Fetch-Site: cross-site | 403",
                "POST | /plain | Sec-Fetch-Site: same-origin~Origin: null | 200",
                // an older browser
                "POST | /plain | X-None: 1 | 200",
                "POST | /plain | Origin: https://shop.example | 200",
                "POST | /plain | Origin: http://shop.example | 200",
                "POST | /plain | Origin: https://shop.example:8443 | 403",
                "POST | /plain | Origin: https://evil.example | 403",
                "POST | /plain | Origin: https://shop.example.evil.example | 403",
                "POST | /plain | Origin: null | 403",
                "POST | /plain | Origin: | 403",
                "POST | /plain | Origin: https://outer.example | 403",
                "POST | /plain | Origin: https://outer.example~X-Forwarded-Host: outer.example | 200",
                // trusted
                "POST | /plain | Sec-Fetch-Site: cross-site~Origin: https://a.partner.example | 200",
                "POST | /plain | Origin: https://a.partner.example | 200",
                "POST | /plain | Origin: https://partner.example | 403",
                "POST | /plain | Origin: https://a.partner.example/ | 403",
                "POST | /plain | Origin: http://a.partner.example | 403",
                // named by CORS
                "POST | /cors | Sec-Fetch-Site: cross-site~Origin: https://app.example.com | 200",
                "POST | /plain | Sec-Fetch-Site: cross-site~Origin: https://app.example.com | 403",
                "POST | /public | Sec-Fetch-Site: cross-site~Origin: https://anybody.example | 403",
                "GET | /public | Sec-Fetch-Site: cross-site~Origin: https://anybody.example | 200",
                // exempt
                "POST | /callback/pay | Sec-Fetch-Site: cross-site | 200",
                "POST | /callback;a=b/pay/ | Sec-Fetch-Site: cross-site | 200",
                "POST | /plain/../callback/pay | Sec-Fetch-Site: cross-site | 403",
                "POST | /callback/../plain | Sec-Fetch-Site: cross-site | 403",
                "POST | //callback/pay | Sec-Fetch-Site: cross-site | 403",
            })
    void letsOnlyOwnPagesChangeSomething(String method, String path, String headers, int status) {
        String answer = service.sendRaw(method + " " + path + " HTTP/1.1\r\nHost: shop.example\r\n"
                + headers.replace("~", "\r\n") + "\r\nContent-Length: 0\r\n"
                + (headers.contains("Connection") ? "" : "Connection: close\r\n") + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        if (status == 403) {
            assertThat(answer).containsPattern("\"error_code\":\"(cross_site_request|cross_origin_refused)\"");
        }
    }

    @Test
    void letsTheBrowserReadTheRefusal() {
        String answer = service.sendRaw("POST /public HTTP/1.1\r\nHost: shop.example\r\nSec-Fetch-Site: cross-site\r\n"
                + "Origin: https://anybody.example\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer).contains("Access-Control-Allow-Origin: *").contains("cross_site_request");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @RequestMapping({"/plain", "/cors", "/public", "/callback/pay", "/callback/pay/"})
        String ok() {
            return "ok";
        }
    }
}
