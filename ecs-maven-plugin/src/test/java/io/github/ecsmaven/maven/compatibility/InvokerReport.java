package io.github.ecsmaven.maven.compatibility;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What the invoker plugin says about one project that it ran.
 *
 * @param runner the Maven or JDK that it ran with
 * @param project the project's POM, relative to the projects' folder
 * @param result {@code success}, or a kind of failure; the invoker's own word
 */
record InvokerReport(String runner, String project, String result) {
    /** The reports of one runner, by project. A runner that wrote none has run nothing. */
    static List<InvokerReport> readAll(String runner, Path folder) throws IOException {
        List<InvokerReport> reports = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "BUILD-*.xml")) {
                for (Path file : files) {
                    reports.add(read(runner, file));
                }
            }
        }
        reports.sort(Comparator.comparing(InvokerReport::project));
        return reports;
    }

    boolean failed() {
        return !result.equals("success");
    }

    private static InvokerReport read(String runner, Path file) throws IOException {
        try {
            Element job = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            return new InvokerReport(runner, job.getAttribute("project"), job.getAttribute("result"));
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(file + " is not a report of the invoker plugin", unreadable);
        }
    }
}
