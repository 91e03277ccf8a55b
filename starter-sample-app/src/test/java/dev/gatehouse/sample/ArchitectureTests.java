package dev.gatehouse.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gatehouse.sample.privacy.PersonalData;
import jakarta.persistence.Entity;
import java.util.Set;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.gatehouse.sample", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Set<String> OWNERS = Set.of("ownerId", "ownerUserId", "userId");

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

    @ArchTest
    static final ArchRule WHAT_BELONGS_TO_A_USER_IS_PERSONAL_DATA = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .and(namesAUser())
            .should(lieBesidePersonalData())
            .because("it would be missing in the export of a user, and stay after the account is erased");

    private static DescribedPredicate<JavaClass> namesAUser() {
        return DescribedPredicate.describe(
                "name the user they belong to",
                entity -> entity.getAllFields().stream().anyMatch(field -> OWNERS.contains(field.getName())));
    }

    private static ArchCondition<JavaClass> lieBesidePersonalData() {
        return new ArchCondition<>("lie in a package with a PersonalData bean") {
            @Override
            public void check(JavaClass entity, ConditionEvents events) {
                boolean beside = entity.getPackage().getClassesInPackageTree().stream()
                        .anyMatch(other -> other.isAssignableTo(PersonalData.class));
                events.add(new SimpleConditionEvent(
                        entity, beside, entity.getName() + (beside ? " lies" : " does not lie") + " beside one"));
            }
        };
    }
}
