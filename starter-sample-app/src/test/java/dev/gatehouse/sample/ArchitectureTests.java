package dev.gatehouse.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.gatehouse.sample", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOT_PUBLIC = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .notBePublic()
            .because("HTTP is their only caller");

    @ArchTest
    static final ArchRule ENTITIES_ARE_NOT_PUBLIC = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .notBePublic()
            .because("a table belongs to one domain");

    @ArchTest
    static final ArchRule REPOSITORIES_ARE_NOT_PUBLIC = classes()
            .that()
            .areInterfaces()
            .and()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .notBePublic()
            .because("who goes around the service goes around its rules");

    @ArchTest
    static final ArchRule DOMAINS_HAVE_NO_CYCLES = slices().matching("dev.gatehouse.sample.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a domain must be readable, and removable, on its own");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_THE_WIRING = noClasses()
            .that()
            .resideOutsideOfPackage("..sample.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..sample.config..")
            .because("domains ask for beans, not for where they come from");
}
