package dev.gatehouse.benchmarks;

/** The headers of an ordinary request: looking for one that is missing means passing all of them. */
final class BrowserHeaders {

    static final String PATH = "/api/v1/hello";

    static final String[][] ALL = {
        {"Host", "api.example.com"},
        {"Connection", "keep-alive"},
        {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
        {"Accept", "application/json, text/plain, */*"},
        {"Accept-Language", "en-GB,en;q=0.9"},
        {"Accept-Encoding", "gzip, deflate, br, zstd"},
        {"Referer", "https://app.example.com/"},
        {"Sec-Fetch-Dest", "empty"},
        {"Sec-Fetch-Mode", "cors"},
        {"Sec-Fetch-Site", "same-site"},
    };

    private BrowserHeaders() {}
}
