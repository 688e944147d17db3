package io.github.ecsmaven.local.sts;

import java.util.Set;

/**
 * The OIDC provider as IAM knows it.
 *
 * @param issuer the URL that tokens say in {@code iss}
 * @param clientIds the audiences it admits
 */
public record OidcProvider(String issuer, Set<String> clientIds) {
    /** As IAM and condition keys name it: the issuer without its scheme. */
    public String name() {
        return issuer.substring(issuer.indexOf("://") + 3);
    }

    /** {@code arn:aws:iam::000000000000:oidc-provider/NAME}. */
    public String arn(String account) {
        return "arn:aws:iam::" + account + ":oidc-provider/" + name();
    }
}
