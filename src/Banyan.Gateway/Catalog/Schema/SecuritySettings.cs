namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>security</c>.</summary>
internal static class SecuritySettings
{
    public static Setting Security { get; } = Shape.Map(
        "security",
        "Guards over what is asked and answered",
        Shape.Flag("piiDetection", true, "Whether personal data is looked for"),
        Shape.Flag("contentFiltering", true, "Whether content is classified"),
        Shape.Flag("auditLogging", true, "Whether decisions are chained into the audit log"),
        Shape.Flag("fourEyes", false, "Whether protected changes need a second person"),
        Shape.Map(
            "pii",
            "What happens to each kind of personal data",
            Pii("email", "restore", "E-mail addresses"),
            Pii("phone", "restore", "Telephone numbers"),
            Pii("ssn", "mask", "National identity numbers"),
            Pii("creditCard", "mask", "Card numbers"),
            Pii("iban", "mask", "Bank accounts"),
            Pii("secret", "mask", "Keys, tokens and passwords"),
            Pii("person", "detect", "Names of people")),
        Shape.Map(
            "content",
            "What happens to each kind of content",
            Content("harmful", "block", "Harmful content"),
            Content("explicit", "block", "Explicit content"),
            Content("spam", "flag", "Spam"),
            Content("injection", "flag", "Attempts to override instructions"),
            Shape.List("adapters", "Outside moderation services", Shape.Any("", "An adapter")))).Pending();

    private static Setting Pii(string name, string @default, string effect) =>
        Shape.Word(name, @default, effect, "off", "detect", "mask", "restore", "block");

    private static Setting Content(string name, string @default, string effect) => Shape.Word(name, @default, effect, "off", "flag", "block");
}
