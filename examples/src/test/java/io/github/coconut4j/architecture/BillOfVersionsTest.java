package io.github.coconut4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** coconut4j-bom, which users import, against the parent pom, which we build with. */
class BillOfVersionsTest {
    private static final Path PROJECT = Path.of("..");
    private static final XPath PATHS = XPathFactory.newInstance().newXPath();

    @Test
    void namesTheVersionsThatAreTested() throws Exception {
        Map<String, String> bill = managed(read("examples/bom/pom.xml"));
        Map<String, String> parent = managed(read("pom.xml"));

        assertThat(bill).containsEntry("org.nd4j:nd4j-native", parent.get("org.nd4j:nd4j-api"));
        assertThat(bill.entrySet())
                .filteredOn(entry -> parent.containsKey(entry.getKey()))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(parent).containsEntry(entry.getKey(), entry.getValue()));
        assertThat(bill.values()).noneMatch(version -> version.contains("${") && !version.equals("${project.version}"));
    }

    /** docs/dependencies.md says of every library it calls renewed that the bill names its version. */
    @Test
    void namesWhatIsRenewed() throws Exception {
        String renewed = Files.readString(PROJECT.resolve("docs/dependencies.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("Renewed because"))
                .takeWhile(line -> !line.startsWith("`coconut4j-bom`"))
                .collect(Collectors.joining(" "))
                .replaceAll("\\([^)]*\\)", "");
        List<MatchResult> named = Pattern.compile("([a-z][a-z0-9-]*)`? (\\d+(?:\\.\\d+)+)")
                .matcher(renewed)
                .results()
                .toList();
        Map<String, String> bill = managed(read("examples/bom/pom.xml"));

        assertThat(named).hasSizeGreaterThan(10);
        for (MatchResult library : named) {
            assertThat(bill.entrySet())
                    .as(library.group())
                    .anyMatch(entry -> entry.getKey().contains(":" + library.group(1))
                            && entry.getValue().startsWith(library.group(2)));
        }
    }

    @Test
    void namesEveryModuleThatIsInstalled() throws Exception {
        List<String> installed = new ArrayList<>();
        for (String module : texts(read("pom.xml"), "/project/modules/module")) {
            Document pom = read(module + "/pom.xml");
            if (texts(pom, "/project/properties/maven.install.skip").isEmpty()
                    && !texts(pom, "/project/packaging").contains("pom")) {
                installed.add("io.github.coconut4j:"
                        + texts(pom, "/project/artifactId").get(0));
            }
        }
        assertThat(managed(read("examples/bom/pom.xml")).keySet())
                .filteredOn(name -> name.startsWith("io.github.coconut4j:"))
                .containsExactlyInAnyOrderElementsOf(installed);
    }

    private static Map<String, String> managed(Document pom) throws Exception {
        Map<String, String> versions = new TreeMap<>();
        NodeList dependencies = (NodeList)
                PATHS.evaluate("/project/dependencyManagement/dependencies/dependency", pom, XPathConstants.NODESET);
        for (int i = 0; i < dependencies.getLength(); i++) {
            Node dependency = dependencies.item(i);
            versions.put(
                    PATHS.evaluate("groupId", dependency) + ":" + PATHS.evaluate("artifactId", dependency),
                    resolved(PATHS.evaluate("version", dependency), pom));
        }
        return versions;
    }

    private static String resolved(String version, Document pom) throws Exception {
        Matcher property = Pattern.compile("\\$\\{(.*)}").matcher(version);
        if (!property.matches() || property.group(1).startsWith("project.")) {
            return version;
        }
        return PATHS.evaluate("/project/properties/*[local-name()='" + property.group(1) + "']", pom);
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        NodeList found = (NodeList) PATHS.evaluate(path, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(PROJECT.resolve(pom).toFile());
    }
}
