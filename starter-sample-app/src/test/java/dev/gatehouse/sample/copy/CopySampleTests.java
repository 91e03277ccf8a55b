package dev.gatehouse.sample.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** The sample as the start of an own service: whole, and without the domains that can go. */
class CopySampleTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path COPY = Path.of("target", "whole-copy", "shop").toAbsolutePath();

    /** Built later in the same build. */
    private static final Path SMALL = Path.of("target", "copies", "shop").toAbsolutePath();

    private static final Path SOURCE = Path.of("src", "copy", "CopySample.java").toAbsolutePath();

    @TempDir
    private static Path compiled;

    @BeforeAll
    static void compile() {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", compiled.toString(), SOURCE.toString()))
                .isZero();
    }

    @Test
    void namesEverythingAfterTheNewService() throws Exception {
        FileSystemUtils.deleteRecursively(COPY);

        Run run = copy(COPY.toString(), "com.example.shop", "shop");

        assertThat(run.output())
                .startsWith("shop is ready.")
                .containsSubsequence(
                        "mvn -f " + ROOT.resolve("pom.xml") + " -pl starter-autoconfigure -am install -DskipTests",
                        "cd " + COPY,
                        "mvn verify");
        assertThat(run.exitCode()).isZero();
        assertThat(COPY.resolve("src/main/java/com/example/shop/ShopApplication.java"))
                .isRegularFile();
        assertThat(COPY.resolve("pom.xml"))
                .content()
                .contains("<groupId>com.example.shop</groupId>", "<artifactId>shop</artifactId>")
                .contains("<artifactId>gatehouse-spring-boot-starter</artifactId>")
                .doesNotContain("gatehouse-parent", "<version>null");
        assertThat(traces()).isEmpty();
        assertThat(COPY.resolve("src/main/resources/application.yml")).content().contains("audience: shop");
        assertThat(COPY.resolve("src/test/java/com/example/shop/session/AsvsTokenTests.java"))
                .content()
                .contains(".add(\"shop\")", ".isEqualTo(\"shop\")");
        assertThat(COPY.resolve("src/main/resources/META-INF/spring.factories"))
                .content()
                .contains("com.example.shop.mail.MailCheck");
        assertThat(COPY.resolve("docs/security.md"))
                .content()
                .contains("[permissions.md](permissions.md)", "The identity helpers do the work")
                .doesNotContain("](identity", "](access-control");
    }

    /** As docs/sample-app.md has it. Whatever else is left must do without. */
    @Test
    void domainsThatCanGoAreRemovedAsItIsDocumented() throws Exception {
        FileSystemUtils.deleteRecursively(SMALL);
        assertThat(copyCompiled(SMALL.toString(), "com.example.shop", "shop").exitCode())
                .isZero();

        for (String domain : List.of("hello", "matrix", "file", "apikey")) {
            removed(SMALL.resolve("src/main/java/com/example/shop").resolve(domain));
            removed(SMALL.resolve("src/test/java/com/example/shop").resolve(domain));
        }
        Path migrations = SMALL.resolve("src/main/resources/db/migration");
        removed(migrations.resolve("V2__files.sql"));
        removed(migrations.resolve("V7__api_keys.sql"));
        shorten(
                SMALL.resolve("src/main/java/com/example/shop/access/Permission.java"),
                "(?m)^    (FILES|API_KEYS)_.*\\R");
        shorten(migrations.resolve("V4__roles.sql"), "(?m)^    \\(\\d+, '(files|api-keys):.*\\R");
        shorten(
                SMALL.resolve("src/main/resources/application.yml"),
                "(?ms)^ *# For files alone\\.$.*?^ *# For everything again\\.\\R");
        // Written anew by the test that holds it against the code.
        shorten(
                SMALL.resolve("docs/permissions.md"),
                "(?m)^\\| .*(api/v1/(hello|matrix|files|api-keys)|`(files|api-keys):).*\\R");
    }

    private static void removed(Path path) throws IOException {
        assertThat(FileSystemUtils.deleteRecursively(path)).as(path.toString()).isTrue();
    }

    private static void shorten(Path file, String removed) throws IOException {
        String text = Files.readString(file);
        String shorter = text.replaceAll(removed, "");
        assertThat(shorter).as(file.toString()).isNotEqualTo(text);
        Files.writeString(file, shorter);
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.shop, Shop, Shop is not a name",
        "shop, shop, shop is not a package",
        "com.example.Shop, shop, com.example.Shop is not a package"
    })
    void saysWhatAnArgumentHasToLookLike(String packageName, String name, String message, @TempDir Path directory)
            throws Exception {
        Run run = copyCompiled(directory.resolve("x").toString(), packageName, name);

        assertThat(run.output().replace("'", "")).startsWith(message);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesIntoNoDirectoryThatHoldsSomething(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("mine.txt"), "mine");

        Run run = copyCompiled(directory.toString(), "com.example.shop", "shop");

        assertThat(run.output()).contains("is not empty");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(directory.resolve("pom.xml")).doesNotExist();
    }

    private static List<String> traces() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(COPY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.contains("gatehouse.sample") || text.contains("gatehouse-sample")) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    /** As it is documented: from its source. */
    private static Run copy(String... arguments) throws IOException, InterruptedException {
        return java(List.of(SOURCE.toString()), arguments);
    }

    /** Compiled once, which is what takes its time. */
    private static Run copyCompiled(String... arguments) throws IOException, InterruptedException {
        return java(List.of("-cp", compiled.toString(), "CopySample"), arguments);
    }

    private static Run java(List<String> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int exitCode, String output) {}
}
