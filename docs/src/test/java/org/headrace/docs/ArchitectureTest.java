package org.headrace.docs;

import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.headrace.DefaultGraph;
import org.headrace.core.OpType;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house, for the main code of all modules that users get. */
class ArchitectureTest {
    /** Near the true number, so that a rule that holds for nothing, because nothing was found, is noticed. */
    private static final int CLASSES_AT_LEAST = 450;

    private static final String GENERATED = "org.headrace.interop.proto..";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.headrace")
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(GENERATED)));

    @Test
    void everyModuleIsSeen() {
        assertThat(LIBRARY.size()).isGreaterThan(CLASSES_AT_LEAST);
        for (String module : List.of("core", "ops", "ops.jblas", "ops.vector", "autodiff", "interop", "train")) {
            assertThat(LIBRARY.containPackage("org.headrace." + module))
                    .as(module)
                    .isTrue();
        }
    }

    /** The providers' packages lie below {@code ops} by name, but are modules of their own. */
    @ParameterizedTest
    @CsvSource({
        "core,       core",
        "ops,        core ops",
        "ops.jblas,  core ops ops.jblas",
        "ops.vector, core ops ops.vector",
        "autodiff,   core ops autodiff",
        "interop,    core ops interop",
        "train,      core ops autodiff interop train",
    })
    void arrowsPointOneWay(String module, String allowed) {
        List<String> modules = Arrays.asList(allowed.split(" ", -1));
        noClasses()
                .that(belongTo(module))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of Headrace, but of none of " + modules,
                        type -> type.getPackageName().startsWith("org.headrace")
                                && !modules.contains(moduleOf(type.getPackageName()))))
                .check(LIBRARY);
    }

    private static DescribedPredicate<JavaClass> belongTo(String module) {
        return DescribedPredicate.describe(
                "belong to " + module, type -> moduleOf(type.getPackageName()).equals(module));
    }

    private static String moduleOf(String packageName) {
        for (String provider : List.of("ops.jblas", "ops.vector")) {
            if ((packageName + ".").startsWith("org.headrace." + provider + ".")) {
                return provider;
            }
        }
        String[] parts = packageName.split("\\.", -1);
        return parts.length > 2 ? parts[2] : "tf";
    }

    @Test
    void modulesAreFreeOfCycles() {
        slices().matching("org.headrace.(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void onlyTheVectorProviderTouchesTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.headrace.ops.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(LIBRARY);
    }

    @Test
    void onlyTheJblasProviderTouchesJblas() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.headrace.ops.jblas..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jblas..")
                .check(LIBRARY);
    }

    @Test
    void everyOpTypeIsARecord() {
        classes()
                .that()
                .implement(OpType.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(LIBRARY);
    }

    @Test
    void nobodyLogsPastSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(LIBRARY);
    }

    @Test
    void nothingIsPrintedButByThePrintOps() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Print")
                .and()
                .doNotHaveSimpleName("PrintV2")
                .should(ACCESS_STANDARD_STREAMS)
                .check(LIBRARY);
    }

    @Test
    void errorsAreOfTheirOwnClasses() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(LIBRARY);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(LIBRARY);
    }

    /** But for TensorFlow's default graph, which notebooks have. */
    @Test
    void staticFieldsHoldNothingThatChanges() {
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotDeclaredIn(DefaultGraph.class)
                .should()
                .haveRawType(DescribedPredicate.describe("made to be changed", type -> Stream.of(
                                AtomicBoolean.class,
                                AtomicInteger.class,
                                AtomicLong.class,
                                AtomicReference.class,
                                ThreadLocal.class)
                        .anyMatch(type::isAssignableTo)))
                .check(LIBRARY);
    }

    @Test
    void staticMapsAndListsAreImmutable() throws ReflectiveOperationException {
        for (JavaClass type : LIBRARY) {
            for (var field : type.getFields()) {
                boolean collection = field.getRawType().isAssignableTo(Collection.class)
                        || field.getRawType().isAssignableTo(Map.class);
                if (field.getModifiers().contains(STATIC) && collection) {
                    var reflected = field.reflect();
                    reflected.setAccessible(true);
                    assertThat(reflected.get(null).getClass().getName())
                            .as(field.getFullName())
                            .startsWith("java.util.ImmutableCollections$");
                }
            }
        }
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(LIBRARY);
    }

    @Test
    void everyPackageIsNullMarked() {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaClass type : LIBRARY) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }
}
