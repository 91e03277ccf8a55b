package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Locale;
import java.util.Set;

@AnalyzeClasses(packages = "dev.gatehouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Set<String> GROUND_FLOOR = Set.of("digest", "error", "name", "net", "web");

    @ArchTest
    static final ArchRule coreKnowsNoSpring = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("it runs in any servlet container");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.gatehouse.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresAreApart = slices().assignedFrom(new Features())
            .should()
            .notDependOnEachOther()
            .because("what two features need moves down to digest, error, name, net or web");

    @ArchTest
    static final ArchRule theGroundFloorKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.gatehouse.digest..",
                    "dev.gatehouse.error..",
                    "dev.gatehouse.name..",
                    "dev.gatehouse.net..",
                    "dev.gatehouse.web..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are part of a feature") {
                @Override
                public boolean test(JavaClass type) {
                    return Features.isFeature(type);
                }
            })
            .because("arrows run down only");

    @ArchTest
    static final ArchRule caseIsFoldedWithALocale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .because(
                    "in a Turkish locale the letter I has another small form: use " + Locale.class.getName() + ".ROOT");

    /** One slice per feature, named by the package right below the root. */
    private static final class Features implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isFeature(type) ? SliceIdentifier.of(name(type)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "features";
        }

        static boolean isFeature(JavaClass type) {
            return type.getPackageName().startsWith("dev.gatehouse.") && !GROUND_FLOOR.contains(name(type));
        }

        private static String name(JavaClass type) {
            return type.getPackageName().split("\\.")[2];
        }
    }
}
