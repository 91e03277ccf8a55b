import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a service of your own out of the sample. Needs a JDK and nothing else, its builds Maven; run it from the root of the project:
 *
 * <pre>java starter-sample-app/src/copy/CopySample.java ../shop com.example.shop shop</pre>
 */
public final class CopySample {

    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** What the sample has only where it is. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?s)\\s*<!-- Not in a copy\\. -->.*?<!-- In a copy again\\. -->");

    /** Of the pages only those two come along that tests hold against the code. */
    private static final Pattern LINK_TO_THE_REST =
            Pattern.compile("\\[([^]]*)]\\((?!permissions\\.md|security\\.md|#|https?:)[^)]*\\)");

    private static final Path ABOUT_COPIES = Path.of("java/dev/gatehouse/sample/copy");
    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "yml",
            "yaml",
            "sql",
            "md",
            "html",
            "js",
            "css",
            "json",
            "properties",
            "txt",
            "imports",
            "factories");
    private static final String OLD_PACKAGE = "dev.gatehouse.sample";

    private final Path sample;
    private final Path target;
    private final String packageName;
    private final Map<String, String> renames = new LinkedHashMap<>();
    private final String name;

    private CopySample(Path root, Path target, String packageName, String name) {
        this.sample = root.resolve("starter-sample-app");
        this.target = target;
        this.packageName = packageName;
        this.name = name;
        String title = title(name);
        renames.put(OLD_PACKAGE, packageName);
        renames.put(OLD_PACKAGE.replace('.', '/'), packageName.replace('.', '/'));
        renames.put("SampleApplication", title.replace(" ", "") + "Application");
        renames.put("gatehouse-sample-app", name);
        renames.put("gatehouse-sample", name);
        renames.put("gatehouse.sample", name);
        renames.put("GATEHOUSE_SAMPLE", name.replace("-", "").toUpperCase(java.util.Locale.ROOT));
        renames.put("Gatehouse Sample Application", title);
        renames.put("Gatehouse sample", title);
        // No service takes the tokens of another one.
        renames.put("audience: gatehouse", "audience: " + name);
        renames.put(".add(\"gatehouse\")", ".add(\"" + name + "\")");
        renames.put(".isEqualTo(\"gatehouse\")", ".isEqualTo(\"" + name + "\")");
        // Files that stand beside the sample there, and inside the copy.
        renames.put("Path.of(\"..\", ", "Path.of(");
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            fail("Say where to, which package and which name: CopySample.java ../shop com.example.shop shop");
        }
        Path root = Path.of("").toAbsolutePath();
        Path target = Path.of(arguments[0]).toAbsolutePath().normalize();
        if (!Files.exists(root.resolve("starter-sample-app/pom.xml"))) {
            fail("Run this from the root of the project; there is no starter-sample-app in " + root + ".");
        }
        if (target.startsWith(root) && !target.startsWith(root.resolve("starter-sample-app/target"))) {
            fail(target + " lies inside this project. Name a directory outside of it.");
        }
        if (Files.exists(target) && !isEmpty(target)) {
            fail(target + " is not empty. Name a directory that does not exist yet.");
        }
        if (!PACKAGE.matcher(arguments[1]).matches()) {
            fail("'" + arguments[1] + "' is not a package of at least two parts, e.g. com.example.shop.");
        }
        if (!NAME.matcher(arguments[2]).matches()) {
            fail("'" + arguments[2] + "' is not a name of small letters, digits and hyphens, e.g. shop.");
        }
        new CopySample(root, target, arguments[1], arguments[2]).copy(root);
    }

    private void copy(Path root) throws IOException {
        copyTree(sample.resolve("src/main"), target.resolve("src/main"));
        copyTree(sample.resolve("src/test"), target.resolve("src/test"));
        copyTree(root.resolve("deploy"), target.resolve("deploy"));
        for (String page : List.of("permissions.md", "security.md")) {
            String text = LINK_TO_THE_REST
                    .matcher(read(root.resolve("docs").resolve(page)))
                    .replaceAll("$1");
            write(target.resolve("docs").resolve(page), rename(text));
        }
        write(target.resolve("pom.xml"), rename(pom(read(root.resolve("pom.xml")), read(sample.resolve("pom.xml")))));
        write(target.resolve(".gitignore"), "target/\n/data/\n.idea/\n*.iml\n.vscode/\n");
        System.out.println("""
                %s is ready.

                  mvn -f %s -pl starter-autoconfigure -am install -DskipTests    # once: Gatehouse itself
                  cd %s
                  mvn verify             # all tests
                  mvn spring-boot:run    # starts it on http://localhost:8080

                Next: remove the domains you do not need (hello, file, apikey) as docs/sample-app.md says it, and set
                spring.application.name, gatehouse.auth.jwt.issuer and gatehouse.auth.public-base-url.
                """.formatted(name, root.resolve("pom.xml"), target));
    }

    private void copyTree(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!relative.startsWith(ABOUT_COPIES)) {
                    copyFile(file, to.resolve(rename(relative.toString().replace('\\', '/'))));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void copyFile(Path file, Path to) throws IOException {
        String fileName = file.getFileName().toString();
        if (TEXT.contains(fileName.substring(fileName.lastIndexOf('.') + 1))) {
            write(to, rename(read(file)));
        } else {
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }

    private String rename(String text) {
        String renamed = text;
        for (Map.Entry<String, String> entry : renames.entrySet()) {
            renamed = renamed.replace(entry.getKey(), entry.getValue());
        }
        return renamed;
    }

    /** The POM of the sample without its parent: what the parent gave stands in the copy. */
    private String pom(String parent, String child) {
        Map<String, String> properties = properties(parent);
        String boot = properties.get("spring-boot.version");
        String standalone = child.replaceFirst(
                "(?s)<parent>.*?</parent>\\s*<artifactId>[^<]*</artifactId>",
                Matcher.quoteReplacement("""
                <parent>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-starter-parent</artifactId>
                        <version>%s</version>
                        <relativePath/>
                    </parent>

                    <groupId>%s</groupId>
                    <artifactId>%s</artifactId>
                    <version>0.1.0-SNAPSHOT</version>""".formatted(boot, packageName, name)));
        standalone = ELSEWHERE
                .matcher(standalone)
                .replaceAll("")
                .replaceFirst(
                        "<properties>", Matcher.quoteReplacement("""
                        <properties>
                                <java.version>%s</java.version>
                                <spring-boot.version>%s</spring-boot.version>
                                <!-- Tests spend their time on starting the service: the second compiler never pays off. -->
                                <argLine>-XX:TieredStopAtLevel=1</argLine>""".formatted(properties.get("java.version"), boot)));
        StringBuilder managed = new StringBuilder();
        managed(parent, properties).forEach((artifact, entry) -> {
            if (child.contains("<artifactId>" + artifact + "</artifactId>")) {
                managed.append(entry);
            }
        });
        return standalone.replaceFirst(
                "<dependencyManagement>\\s*<dependencies>",
                Matcher.quoteReplacement("<dependencyManagement>\n        <dependencies>" + managed));
    }

    private static Map<String, String> properties(String pom) {
        Map<String, String> properties = new TreeMap<>();
        Matcher block = Pattern.compile("(?s)<properties>(.*?)</properties>").matcher(pom);
        if (block.find()) {
            Matcher property =
                    Pattern.compile("<([a-zA-Z0-9.-]+)>([^<]*)</\\1>").matcher(block.group(1));
            while (property.find()) {
                properties.put(property.group(1), property.group(2));
            }
        }
        Matcher version = Pattern.compile("<artifactId>gatehouse-parent</artifactId>\\s*<version>([^<]*)</version>")
                .matcher(pom);
        if (version.find()) {
            properties.put("project.version", version.group(1));
        }
        return properties;
    }

    /** What the parent manages, by artifact, with its version written out. */
    private static Map<String, String> managed(String pom, Map<String, String> properties) {
        Map<String, String> managed = new LinkedHashMap<>();
        Matcher block = Pattern.compile("(?s)<dependencyManagement>(.*?)</dependencyManagement>")
                .matcher(pom);
        if (!block.find()) {
            return managed;
        }
        Matcher dependency = Pattern.compile(
                        "(?s)<dependency>\\s*<groupId>([^<]*)</groupId>\\s*<artifactId>([^<]*)</artifactId>\\s*<version>\\$\\{([^}]*)}</version>\\s*</dependency>")
                .matcher(block.group(1));
        while (dependency.find()) {
            managed.put(
                    dependency.group(2),
                    "\n"
                            + """
                            <dependency>
                                <groupId>%s</groupId>
                                <artifactId>%s</artifactId>
                                <version>%s</version>
                            </dependency>
                            """.formatted(
                                            dependency.group(1),
                                            dependency.group(2),
                                            properties.get(dependency.group(3)))
                                    .indent(12)
                                    .stripTrailing());
        }
        return managed;
    }

    private static String title(String name) {
        StringBuilder title = new StringBuilder();
        for (String part : name.split("-")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(part.charAt(0)))
                    .append(part, 1, part.length());
        }
        return title.toString();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
