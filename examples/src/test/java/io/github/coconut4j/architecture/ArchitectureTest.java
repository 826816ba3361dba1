package io.github.coconut4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules, and the habits every one of them keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ROOT = "io.github.coconut4j";

    private JavaClasses project;

    @BeforeAll
    void readTheClasses() {
        project = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void arrowsBetweenModulesPointDownwards() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .withOptionalLayers(true)
                .layer("data")
                .definedBy(ROOT + ".data..")
                .layer("model")
                .definedBy(ROOT + ".model..")
                .layer("curriculum")
                .definedBy(ROOT + ".curriculum..")
                .layer("tuning")
                .definedBy(ROOT + ".tuning..")
                .layer("examples")
                .definedBy(ROOT + ".examples..")
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .whereLayer("data")
                .mayNotAccessAnyLayer()
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("curriculum")
                .mayOnlyAccessLayers("data", "model")
                .whereLayer("tuning")
                .mayOnlyAccessLayers("curriculum", "data", "model")
                .whereLayer("examples")
                .mayOnlyAccessLayers("tuning", "curriculum", "data", "model")
                .whereLayer("cli")
                .mayOnlyAccessLayers("tuning", "curriculum", "data", "model"));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "model", "curriculum", "tuning"})
    void nobodyOutsideAModuleTouchesItsInternals(String module) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + module + "..")
                .or()
                .resideInAPackage(ROOT + ".tuning.spark..") // a module of its own
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "." + module + ".internal.."));
    }

    @Test
    void theModelCallsPlansAndNoKernels() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .and()
                .resideOutsideOfPackage(ROOT + ".model.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".model.internal.loops..",
                        ROOT + ".model.internal.steps..",
                        ROOT + ".model.internal.tasks..",
                        ROOT + ".model.internal.rows..",
                        ROOT + ".model.internal.attention.."));
    }

    @Test
    void onlyTheLauncherEndsTheProcess() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.terminal.Interrupts") // the system's signal has a deadline
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void librariesDoNotPrint() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".examples..")
                .and()
                .doNotHaveFullyQualifiedName(
                        ROOT + ".curriculum.training.ProgressListener") // printing is what it is asked for
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".tuning.spark.cluster.QuietThreads") // keeps others from printing
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void dataAndNumbersDoNotLog() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".data..", ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging.."));
    }

    @Test
    void theModelKnowsNoText() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.datavec..", "com.knuddels..", "org.yaml.."));
    }

    @Test
    void staticFieldsAreConstants() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void randomnessIsPassedIn() {
        check(noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callConstructor(Random.class));
    }

    @Test
    void exceptionsAreUnchecked() {
        check(classes().that().areAssignableTo(Exception.class).should().beAssignableTo(RuntimeException.class));
    }

    private void check(ArchRule rule) {
        rule.check(project);
    }
}
