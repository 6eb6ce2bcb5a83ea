namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The sections <c>rateLimiting</c> and <c>budgets</c>.</summary>
internal static class LimitSettings
{
    public static Setting RateLimiting { get; } = Shape.Map(
        "rateLimiting",
        "Requests and tokens per minute",
        Shape.Flag("enabled", true, "Whether anything is limited"),
        Shape.Word("mode", "enforce", "Refuse, or only count and report", "enforce", "shadow"),
        Bucket("global", "Everybody of a tenant together", "1000", "1000000"),
        Bucket("perService", "Each service", "100", "100000"),
        Bucket("perUser", "Each user", "", ""),
        Bucket("perFeature", "Each feature", "", ""),
        Bucket("perKey", "Each key", "", ""));

    private static readonly Setting Budget = Shape.Map(
        "",
        "A budget",
        Shape.Word("scope", "", "Whose spending", "global", "service", "user", "feature", "team", "key").Required(),
        Shape.Text("scopeId", "*", "Which one of them; `*` is each"),
        Shape.Word("period", "", "Day, ISO week or month", "daily", "weekly", "monthly").Required(),
        Shape.Money("limit", "Most to be spent in a period").Required(),
        Shape.List("alertThresholds", "Shares of the limit that raise an alert; absent: 0.8", Shape.Share("", "", "A share").Between(0.000001m, 1)),
        Shape.Word("onExceeded", "block", "Refuse, warn, or go on with `degradeTo`", "block", "warn", "degrade"),
        Shape.Text("degradeTo", "", "The model or alias used when the limit is reached"),
        Shape.Flag("strict", false, "Whether the provable maximum is reserved, so that nothing is ever overspent"),
        Shape.Text("timeZone", "UTC", "IANA zone whose midnight opens a period"),
        Shape.Flag("enabled", true, "Whether it counts"));

    public static Setting Budgets { get; } = Shape.List("budgets", "Money to be spent per period", Budget);

    private static Setting Bucket(string name, string effect, string requests, string tokens) => Shape.Map(
        name,
        effect,
        Shape.Whole("requestsPerMinute", requests, "Requests per minute" + (requests.Length == 0 ? "; absent: no limit" : "")).Between(1),
        Shape.Whole("tokensPerMinute", tokens, "Prompt and completion tokens per minute" + (tokens.Length == 0 ? "; absent: no limit" : "")).Between(1),
        Shape.Whole("concurrent", "", "Requests at once; absent: no limit").Between(1));
}
