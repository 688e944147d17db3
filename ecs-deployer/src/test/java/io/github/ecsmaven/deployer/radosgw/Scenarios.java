package io.github.ecsmaven.deployer.radosgw;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is tried, and what must come of it. */
final class Scenarios {
    /** A statement of a trust policy in a row: the role, the effect, the provider, the condition. */
    private static final String TRUST = """
            exact     | Allow | PROVIDER           | {"StringEquals":{"NAME:aud":"sts.amazonaws.com","NAME:sub":"repo:acme/shop:ref:refs/heads/main"}}
            either    | Allow | PROVIDER           | {"StringEquals":{"NAME:aud":["shop.example","sts.amazonaws.com"],"NAME:sub":["repo:acme/shop:ref:refs/heads/dev","repo:acme/shop:ref:refs/heads/main"]}}
            like      | Allow | PROVIDER           | {"StringLike":{"NAME:sub":"repo:acme/shop:ref:refs/heads/*"},"StringEquals":{"NAME:aud":"sts.amazonaws.com"}}
            question  | Allow | PROVIDER           | {"StringLike":{"NAME:sub":"repo:acme/shop:ref:refs/heads/ma?n"}}
            not-dev   | Allow | PROVIDER           | {"StringNotEquals":{"NAME:sub":"repo:acme/shop:ref:refs/heads/dev"}}
            any-case  | Allow | PROVIDER           | {"StringEqualsIgnoreCase":{"NAME:sub":"REPO:ACME/SHOP:REF:REFS/HEADS/MAIN"}}
            if-exists | Allow | PROVIDER           | {"StringEqualsIfExists":{"NAME:sub":"repo:acme/shop:ref:refs/heads/main","NAME:absent":"x"}}
            absent    | Allow | PROVIDER           | {"StringEquals":{"NAME:absent":"x"}}
            no-claim  | Allow | PROVIDER           | {"Null":{"NAME:absent":"true"},"StringEquals":{"NAME:sub":"repo:acme/shop:ref:refs/heads/main"}}
            any-of    | Allow | PROVIDER           | {"ForAnyValue:StringEquals":{"NAME:aud":["sts.amazonaws.com","other.example"]}}
            all-of    | Allow | PROVIDER           | {"ForAllValues:StringEquals":{"NAME:aud":["sts.amazonaws.com","other.example"]}}
            open      | Allow | PROVIDER           | {}
            but-dev   | Allow | PROVIDER           | {}
            but-dev   | Deny  | PROVIDER           | {"StringEquals":{"NAME:sub":"repo:acme/shop:ref:refs/heads/dev"}}
            suffix    | Allow | PROVIDER           | {"StringLike":{"NAME:sub":"*/main"}}
            elsewhere | Allow | PROVIDER/elsewhere | {}
            """;

    /** The issuer, its role, the token's kind (of that issuer unless another is named), and what must come of it. */
    private static final String TOKENS = """
            port  | exact     | good                  | session
            port  | exact     | another branch        | refused
            port  | exact     | another repository    | refused
            port  | exact     | another case          | refused
            port  | exact     | another audience      | refused
            port  | exact     | unregistered audience | refused
            port  | exact     | expired               | refused
            port  | exact     | not yet valid         | refused
            port  | exact     | other key             | refused
            port  | exact     | altered               | refused
            port  | exact     | unsigned              | refused
            port  | exact     | symmetric             | refused
            port  | exact     | unknown issuer        | refused
            port  | exact     | good of path          | refused
            port  | either    | good                  | session
            port  | either    | another branch        | session
            port  | either    | another audience      | session
            port  | either    | another repository    | refused
            port  | like      | good                  | session
            port  | like      | another branch        | session
            port  | like      | another repository    | refused
            port  | like      | another audience      | refused
            port  | question  | good                  | session
            port  | question  | another branch        | refused
            port  | not-dev   | good                  | session
            port  | not-dev   | another repository    | session
            port  | not-dev   | another branch        | refused
            port  | any-case  | good                  | session
            port  | any-case  | another case          | session
            port  | any-case  | another branch        | refused
            port  | if-exists | good                  | session
            port  | if-exists | another branch        | refused
            port  | absent    | good                  | refused
            port  | no-claim  | good                  | session
            port  | no-claim  | another branch        | refused
            port  | any-of    | good                  | session
            port  | any-of    | another audience      | refused
            port  | any-of    | two audiences         | session
            port  | all-of    | good                  | session
            port  | all-of    | another audience      | refused
            port  | all-of    | two audiences         | refused
            port  | open      | good                  | session
            port  | open      | another audience      | session
            port  | open      | unregistered audience | refused
            port  | open      | expired               | refused
            port  | open      | not yet valid         | refused
            port  | open      | other key             | refused
            port  | open      | altered               | refused
            port  | open      | unsigned              | refused
            port  | open      | symmetric             | refused
            port  | open      | unknown issuer        | refused
            port  | open      | good of path          | refused
            port  | open      | two audiences         | session
            port  | but-dev   | good                  | session
            port  | but-dev   | another branch        | refused
            port  | suffix    | another branch        | refused
            port  | elsewhere | good                  | refused
            path  | exact     | good                  | session
            path  | exact     | another branch        | refused
            path  | exact     | another audience      | refused
            path  | open      | good of port          | refused
            path  | elsewhere | good                  | refused
            plain | exact     | good                  | session
            plain | exact     | another branch        | refused
            plain | exact     | another audience      | refused
            plain | exact     | expired               | refused
            plain | exact     | other key             | refused
            plain | open      | unknown issuer        | refused
            plain | open      | good of port          | refused
            plain | elsewhere | good                  | refused
            """;

    /**
     * Where radosgw is unlike AWS: what comes of it here and, last, there. A row that no longer holds fails.
     *
     * <ol>
     *   <li>A key with several values: radosgw compares each, AWS wants a set operator. Source: IAM User Guide,
     *       multivalued context keys.
     *   <li>{@code *}: radosgw's ends at the first character that fits what follows. Source: IAM User Guide, string
     *       condition operators: zero or more characters.
     * </ol>
     */
    private static final String DIFFERENCES = """
            port  | exact     | two audiences         | refused | session
            port  | suffix    | good                  | session | refused
            """;

    /** The session's policy, the call that is made with it, and whether it may be. */
    private static final String CALLS = """
            {"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"} | s3:ListAllMyBuckets |          | allowed
            {"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"} | s3:CreateBucket     | listing  | denied
            {"Effect":"Allow","Action":"s3:*","Resource":"*"}                | s3:CreateBucket     | all      | allowed
            {"Effect":"Allow","Action":"s3:Create*","Resource":"arn:aws:s3:::shop-*"} | s3:CreateBucket | shop-a | allowed
            {"Effect":"Allow","Action":"s3:Create*","Resource":"arn:aws:s3:::shop-*"} | s3:CreateBucket | bank-a | denied
            {"Effect":"Allow","Action":"s3:Create*","Resource":"arn:aws:s3:::shop-*"} | s3:ListAllMyBuckets | | denied
            {"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:CreateBucket","Resource":"arn:aws:s3:::shop-x"} | s3:CreateBucket | shop-x | denied
            {"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:CreateBucket","Resource":"arn:aws:s3:::shop-x"} | s3:CreateBucket | shop-y | allowed
            """;

    private Scenarios() {}

    /**
     * A token brought to a role.
     *
     * @param issuer the one that the role trusts
     * @param token its kind
     * @param expected {@code session} or {@code refused}
     * @param expectedOfRadosgw the same, but for {@link #DIFFERENCES}
     */
    record Assumption(String issuer, String role, String token, String expected, String expectedOfRadosgw) {
        /** The kind of the token, without the issuer that it is of. */
        String kind() {
            return token.split(" of ")[0];
        }

        /** Whose token it is. */
        String tokenIssuer() {
            return token.contains(" of ") ? token.split(" of ")[1] : issuer;
        }

        @Override
        public String toString() {
            return "token \"" + token + "\", role \"" + role + "\", issuer \"" + issuer + "\"";
        }
    }

    /**
     * A call made with a narrowed session.
     *
     * @param policy the session's
     * @param bucket the one to create; empty: the buckets are listed
     */
    record Call(String policy, String action, String bucket, boolean allowed) {
        /** What it is about, as in policies. */
        String resource() {
            return bucket.isEmpty() ? "arn:aws:s3:::*" : "arn:aws:s3:::" + bucket;
        }

        /** Of HTTP. */
        String method() {
            return bucket.isEmpty() ? "GET" : "PUT";
        }
    }

    /** Trust policies by the role's name. radosgw reads blanks in forms wrongly, so there are none. */
    static Map<String, String> trustPolicies() {
        Map<String, String> statements = new LinkedHashMap<>();
        for (List<String> row : rows(TRUST)) {
            String statement = "{\"Effect\":\"" + row.get(1) + "\",\"Principal\":{\"Federated\":\"" + row.get(2)
                    + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":" + row.get(3) + "}";
            statements.merge(row.get(0), statement, (before, more) -> before + "," + more);
        }
        statements.replaceAll((role, list) -> policy(list));
        return statements;
    }

    static List<Assumption> assumptions() {
        return rows(TOKENS + DIFFERENCES).stream()
                .map(row -> new Assumption(row.get(0), row.get(1), row.get(2), row.get(3), row.get(row.size() - 1)))
                .toList();
    }

    static List<Call> calls() {
        return rows(CALLS).stream()
                .map(row -> new Call(
                        policy(row.get(0)), row.get(1), row.get(2), row.get(3).equals("allowed")))
                .toList();
    }

    /** A policy of those statements. */
    static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static List<List<String>> rows(String table) {
        return table.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
    }
}
