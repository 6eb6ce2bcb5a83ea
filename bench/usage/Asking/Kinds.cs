namespace Banyan.UsageBench.Asking;

/// <summary>Everything the API tells about usage, as its consoles and commands ask for it.</summary>
internal static class Kinds
{
    private const string Stats = "totalRequests totalAttempts totalTokens totalCost savedCost cacheHits errors unpriced estimatedShare";
    private const string Rows = "nodes { id requestId attempt at service userId feature team provider model outcome usage { promptTokens completionTokens totalTokens } cost source latencyMs } pageInfo { hasNextPage endCursor }";

    private static readonly string[] GroupWords = ["SERVICE, MODEL, FEATURE, TEAM, PROVIDER or KEY", "USER", "PROMPT"];

    private static readonly (string Name, TimeSpan Length)[] Windows =
    [
        ("hour", TimeSpan.FromHours(1)), ("day", TimeSpan.FromDays(1)), ("week", TimeSpan.FromDays(7)), ("30 days", TimeSpan.FromDays(30)), ("90 days", TimeSpan.FromDays(90)),
    ];

    public static IReadOnlyList<Kind> All { get; } = [.. Totals(), .. Groups(), .. Tops(), .. Trends(), .. Pages(), .. Advice()];

    private static IEnumerable<Kind> Totals() => Windows.SelectMany(window => new[]
    {
        new Kind($"totals of everybody, {window.Name}", $"query($range: TimeRange) {{ tenantUsage(period: CUSTOM, range: $range) {{ {Stats} }} }}", draw => new { range = draw.Window(window.Length) }),
        new Kind($"totals of a service with models and features, {window.Name}", $"query($service: String!, $range: TimeRange) {{ serviceUsage(serviceId: $service, period: CUSTOM, range: $range) {{ {Stats} byModel {{ model cost }} byFeature {{ feature cost }} }} }}", draw => new { service = draw.Service(), range = draw.Window(window.Length) }),
        new Kind($"totals of a user with models, {window.Name}", $"query($range: TimeRange) {{ myUsage(period: CUSTOM, range: $range) {{ {Stats} byModel {{ model cost }} }} }}", draw => new { range = draw.Window(window.Length) }) { IsForUser = true },
    }).Append(new Kind("forecast of everybody", "{ tenantUsage(period: TODAY) { totalCost forecast { cost low high } } }", _ => new { }))
        .Append(new Kind("forecast of a service", "query($service: String!) { serviceUsage(serviceId: $service, period: TODAY) { totalCost forecast { cost low high } } }", draw => new { service = draw.Service() }));

    private static IEnumerable<Kind> Groups() =>
        from window in Windows[1..]
        from told in GroupWords
        where told != "PROMPT" || window.Length <= TimeSpan.FromDays(30)
        select new Kind($"groups by {told}, {window.Name}", "query($range: TimeRange, $by: UsageGroup!) { tenantUsage(period: CUSTOM, range: $range) { totalCost groups(by: $by, first: 100) { key requests tokens cost errors } } }",
            draw => new { range = draw.Window(window.Length), @by = draw.OneOf(told.Split([", ", " or "], StringSplitOptions.None)) });

    private static IEnumerable<Kind> Tops() => Windows.Select(window => new Kind(
        $"top users, {window.Name}", "query($range: TimeRange, $by: String!, $limit: Int!) { topUsers(period: CUSTOM, range: $range, by: $by, limit: $limit) { userId requests tokens cost } }",
        draw => new { range = draw.Window(window.Length), by = draw.OneOf("cost", "tokens", "requests"), limit = 10 })).Append(new Kind(
        "top users, the first 1000 of 30 days", "query($range: TimeRange) { topUsers(period: CUSTOM, range: $range, limit: 1000) { userId requests tokens cost } }", draw => new { range = draw.Window(Windows[3].Length) }));

    private static IEnumerable<Kind> Trends()
    {
        Kind Trend(string name, int window, string interval, string? by, Func<Draw, object?> filter) => new(
            $"trend {name}, {Windows[window].Name}", "query($range: TimeRange, $interval: Interval!, $by: UsageGroup, $filter: UsageFilter) { usageTrends(period: CUSTOM, range: $range, interval: $interval, groupBy: $by, filter: $filter) { at key requests tokens cost errors p95LatencyMs } }",
            draw => new { range = draw.Window(Windows[window].Length), interval, by, filter = filter(draw) });
        yield return Trend("by hour", 2, "HOUR", null, _ => null);
        yield return Trend("by day", 3, "DAY", null, _ => null);
        yield return Trend("by day", 4, "DAY", null, _ => null);
        yield return Trend("by week", 4, "WEEK", null, _ => null);
        yield return Trend("by hour and service", 2, "HOUR", "SERVICE", _ => null);
        yield return Trend("by day and model", 3, "DAY", "MODEL", _ => null);
        yield return Trend("by day and model", 4, "DAY", "MODEL", _ => null);
        yield return Trend("by day and feature", 3, "DAY", "FEATURE", _ => null);
        yield return Trend("by day of a service", 3, "DAY", null, draw => Only("services", draw.Service()));
        yield return Trend("by day of a feature", 4, "DAY", null, draw => Only("features", draw.Feature()));
        yield return Trend("by day of a model", 4, "DAY", null, draw => Only("models", draw.Model()));
        yield return Trend("by day of a user", 4, "DAY", null, draw => Only("users", draw.User()));
        yield return Trend("by day of what failed", 3, "DAY", null, _ => Only("outcomes", "FAILED", "TIMED_OUT"));
        yield return Trend("by day of what succeeded", 3, "DAY", null, _ => Only("outcomes", "SUCCEEDED"));
    }

    private static IEnumerable<Kind> Pages()
    {
        Kind Page(string name, Func<Draw, object?> filter, bool isDeep) => new(
            $"log, {(isDeep ? "deep page" : "first page")}, {name}", $"query($filter: UsageFilter, $first: Int!, $after: String) {{ usageLog(filter: $filter, first: $first, after: $after) {{ {Rows} }} }}",
            draw => new { filter = filter(draw), first = 50, after = isDeep ? draw.Cursor() : null });
        foreach (var isDeep in new[] { false, true })
        {
            yield return Page("everything", _ => null, isDeep);
            yield return Page("of a service", draw => Only("services", draw.Service()), isDeep);
            yield return Page("of a user", draw => Only("users", draw.User()), isDeep);
            yield return Page("of a feature", draw => Only("features", draw.Feature()), isDeep);
            yield return Page("of a model", draw => Only("models", draw.Model()), isDeep);
            yield return Page("of a service and feature", draw => new { services = Many(draw.Service()), features = Many(draw.Feature()) }, isDeep);
            yield return Page("of a team", draw => Only("teams", draw.Team()), isDeep);
            yield return Page("of what failed", _ => Only("outcomes", "FAILED", "TIMED_OUT"), isDeep);
        }

        yield return Page("of a feature nobody has", _ => Only("features", "nothing"), false);
        yield return Page("of a model nobody asked", _ => Only("models", "lab/nothing"), false);
        yield return Page("of a user nobody knows", _ => Only("users", "nobody"), false);
        yield return Page("of a service and what ended in LOST, which nothing did", draw => new { services = Many(draw.Service()), outcomes = Many("LOST") }, false);
    }

    private static IEnumerable<Kind> Advice() =>
    [
        new Kind("advice, cheaper models", "{ costRecommendations(period: LAST_30_DAYS) { kind target monthlySaving } }", _ => new { }),
        new Kind("advice, a service's monthly budget", "query($service: String!) { suggestBudget(scope: SERVICE, scopeId: $service, period: MONTHLY) }", draw => new { service = draw.Service() }),
        new Kind("advice, each user's daily budget", "{ suggestBudget(scope: USER, scopeId: \"*\", period: DAILY) }", _ => new { }),
    ];

    private static Dictionary<string, string[]> Only(string field, params string[] names) => new(StringComparer.Ordinal) { [field] = names };

    private static string[] Many(params string[] names) => names;
}
