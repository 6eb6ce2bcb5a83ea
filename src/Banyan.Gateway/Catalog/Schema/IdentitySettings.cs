namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>identity</c>.</summary>
internal static class IdentitySettings
{
    private static readonly string[] Roles = ["admin", "operator", "auditor", "developer", "viewer", "service"];

    private static readonly Setting Issuer = Shape.Map(
        "",
        "An identity provider",
        Shape.Text("name", "", "What it is called in the ledger and the audit log").Required(),
        Shape.Address("issuer", "", "Its name as tokens write it (`iss`), letter by letter; also where its discovery document lies").Required(),
        Shape.Text("audience", "", "Who tokens must be meant for (`aud`)").Required(),
        Shape.Words("algorithms", "Signatures it may use; absent: all four", "RS256", "PS256", "ES256", "ES384"),
        Shape.Address("keysAt", "", "Where its keys (JWKS) lie; absent: where its discovery document says"),
        Shape.Duration("keysLife", "1h", "How long keys are used before they are read again").Between(300, 86_400),
        Shape.Duration("maxLifetime", "2h", "Longest time from a token's issue to its end").Between(60, 86_400),
        Shape.Text("tenant", "", "The tenant of all its tokens; absent: what the claim says"),
        Shape.Text("service", "", "The service tokens call as where no claim says; absent: the provider's name"),
        Shape.Word("defaultRole", "", "The role of who has none; absent: they are refused", Roles),
        Shape.Table("roles", "The role of each word of the roles claim; absent: the roles' own names", Shape.Word("", "", "A role", Roles)),
        Shape.Map(
            "claims",
            "Which claim says what; a dot leads into an object",
            Shape.Text("tenant", "tenant", "Whose money and data"),
            Shape.Text("roles", "roles", "What somebody is trusted with: a list, or words parted by spaces"),
            Shape.Text("user", "sub", "The person"),
            Shape.Text("email", "email", "Their e-mail; not taken where `email_verified` is false"),
            Shape.Text("service", "", "The calling application; absent: `service`")));

    public static Setting Identity { get; } = Shape.Map("identity", "Who may call with a token instead of a key", Shape.List("issuers", "Identity providers whose tokens are taken", Issuer));
}
