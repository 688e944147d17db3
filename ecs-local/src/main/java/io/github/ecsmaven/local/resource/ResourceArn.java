package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.wire.CallContext;

/** ARNs in the partition of a Region. */
public final class ResourceArn {
    private ResourceArn() {}

    /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}, for the Region and account of a call. */
    public static String of(CallContext call, String service, String resource) {
        return "arn:" + partition(call.region()) + ":" + service + ":" + call.region() + ":" + call.account() + ":"
                + resource;
    }

    /** {@code arn:aws:iam::ACCOUNT:RESOURCE}: IAM has no Regions. */
    public static String iam(CallContext call, String resource) {
        return "arn:" + partition(call.region()) + ":iam::" + call.account() + ":" + resource;
    }

    /** {@code aws}, or the partition of China or of GovCloud. */
    public static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
