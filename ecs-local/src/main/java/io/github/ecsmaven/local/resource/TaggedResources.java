package io.github.ecsmaven.local.resource;

import java.util.Map;

/** A service that knows its resources' tags, which policies can ask for. */
public interface TaggedResources {
    /** The tags of a resource; none for one that is not there. */
    Map<String, String> tagsOf(String arn);
}
