package io.github.ecsmaven.descriptor.shape;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.facts.Kind;
import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS's reference page for each member of a task definition and a service. Page names are the shape names of the published
 * model, which are not always those of the SDK's classes ({@code EFSVolumeConfiguration}); an operation's request has the
 * operation's page. Anchors are those that AWS's pages have for each member.
 */
public final class ApiPages {
    private static final String BASE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_";
    private static final String REQUEST = "Request";

    private final ServiceFacts facts;

    public ApiPages(ServiceFacts facts) {
        this.facts = facts;
    }

    /** The pages of ECS. */
    public static ApiPages load() {
        return new ApiPages(ServiceFacts.load("ecs"));
    }

    /**
     * The page of the structure that a member is in, at the member where AWS has it.
     *
     * @param path from the descriptor's root; empty where it does not lie in {@code taskDefinition} or {@code service}
     */
    public Optional<String> of(KeyedPath path) {
        ShapeFacts at = null;
        String page = null;
        for (KeyedPath.Segment segment : path.segments()) {
            if (at == null) {
                at = root(segment);
                page = at == null ? null : address(at);
            } else if (at.kind() == Kind.STRUCTURE && segment instanceof KeyedPath.Member member) {
                String shape = at.members().get(member.name());
                page = shape == null ? address(at) : address(at) + anchor(at, member.name());
                at = shape == null ? null : facts.shape(shape).orElse(null);
            } else {
                String element = at.element();
                at = element == null ? null : facts.shape(element).orElse(null);
                page = at != null && at.kind() == Kind.STRUCTURE ? address(at) : page;
            }
            if (at == null) {
                break;
            }
        }
        return Optional.ofNullable(page);
    }

    private @Nullable ShapeFacts root(KeyedPath.Segment segment) {
        String name = segment.toString();
        if (name.equals("taskDefinition")) {
            return facts.shape("RegisterTaskDefinitionRequest").orElse(null);
        }
        return name.equals("service") ? facts.shape("CreateServiceRequest").orElse(null) : null;
    }

    private static String address(ShapeFacts shape) {
        return BASE + page(shape) + ".html";
    }

    private static String anchor(ShapeFacts shape, String member) {
        return shape.name().endsWith(REQUEST)
                ? "#ECS-" + page(shape) + "-request-" + member
                : "#ECS-Type-" + page(shape) + "-" + member;
    }

    private static String page(ShapeFacts shape) {
        String name = shape.name();
        return name.endsWith(REQUEST) ? name.substring(0, name.length() - REQUEST.length()) : name;
    }
}
