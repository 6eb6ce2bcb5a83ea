using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings;

/// <summary>Reads section <c>intents</c>, whose form the catalogue has checked.</summary>
internal static class IntentSettingsReader
{
    /// <summary>Reads the section.</summary>
    /// <param name="section">The section; null for defaults.</param>
    /// <param name="folder">Relative files stand below it.</param>
    /// <param name="isDemo">Whether a typed e-mail is an identity.</param>
    public static IntentSettings Read(JsonElement? section, string folder, bool isDemo)
    {
        var root = new SettingsElement(section ?? default);
        var plain = new IntentSettings();
        return new IntentSettings
        {
            IsDemo = isDemo,
            Planner = root.Text("planner", plain.Planner),
            PlannerModel = root.Text("plannerModel", plain.PlannerModel),
            AnswerModel = root.Text("answerModel", plain.AnswerModel),
            Backends = [.. root.Items("backends").Select(item => Source(item, folder))],
            Directories = [.. root.Items("directories").Select(Directory)],
            Stages = root.Entries("stages").ToFrozenDictionary(entry => entry.Name, entry => StageOf(entry.Value), StringComparer.Ordinal),
            Overlaps = [.. root.Items("overlaps").Select(item => new OverlapDecision(item.Text("legacy", ""), item.Text("modern", ""), item.Flag("accept", true)))],
            Approved = root.Entries("approved").ToFrozenDictionary(entry => entry.Name, entry => entry.Value.Text() ?? "", StringComparer.Ordinal),
            Demote = Demote(root.Sub("demote"), plain.Demote),
            Limits = Limits(root.Sub("limits"), plain.Limits),
            Memory = Memory(root.Sub("memory"), plain.Memory),
            ConfirmExpires = root.Sub("confirm").Span("expires", plain.ConfirmExpires),
            RecheckAfter = root.Sub("confirm").Span("recheckAfter", plain.RecheckAfter),
            AllowedLinks = root.Sub("links").Texts("allow"),
            ExposesIntents = root.Sub("mcp").Flag("exposeIntents", false),
            Users = [.. root.Items("users").Select(item => User(item, root.Texts("userScopes")))],
            UserScopes = root.Texts("userScopes"),
            Seed = root.Text("seed", plain.Seed),
            DiscoverEvery = root.Span("discoverEvery", plain.DiscoverEvery),
        };
    }

    private static BackendSource Source(SettingsElement item, string folder)
    {
        var auth = item.Sub("auth");
        var backend = new Backend
        {
            Name = item.Text("name", ""),
            BaseUrl = new Uri(item.Text("baseUrl", "http://127.0.0.1")),
            Generation = Side(item, Generation.Legacy),
            IsTrusted = item.Text("trust", "proposed") == "full",
            Auth = new BackendAuth(auth.Text("kind", "none"), auth.TextOrNull("keyRef")),
            Concurrency = item.Whole("concurrency", 4),
            RequestsPerSecond = (double)item.Number("requestsPerSecond", 20),
            HealthPath = item.Text("health", "/health"),
        };
        return new BackendSource(backend, Document(item.TextOrNull("openapi"), folder), File(item.TextOrNull("overlay"), folder), item.TextOrNull("mcp"), item.Texts("import"));
    }

    /// <summary>A path at the backend, or <c>file:shop.yaml</c> for a description of the operator's own.</summary>
    private static string? Document(string? word, string folder) =>
        word?.StartsWith("file:", StringComparison.Ordinal) == true ? "file:" + Path.GetFullPath(word["file:".Length..], folder) : word;

    private static string? File(string? name, string folder) => name is null ? null : Path.GetFullPath(name, folder);

    private static BackendDirectory Directory(SettingsElement item) =>
        new(new Uri(item.Text("url", "http://127.0.0.1")), Side(item, Generation.Modern), item.Text("trust", "proposed") == "full", item.Texts("allow"));

    private static Generation Side(SettingsElement item, Generation otherwise) => item.TextOrNull("generation") switch
    {
        "legacy" => Generation.Legacy,
        "modern" => Generation.Modern,
        _ => otherwise,
    };

    private static StageSetting StageOf(SettingsElement item) => new(
        item.Text("stage", "") switch
        {
            "shadow" => Stage.Shadow,
            "canary" => Stage.Canary,
            "modern" => Stage.Modern,
            "modern-only" => Stage.ModernOnly,
            _ => Stage.Legacy,
        },
        (double)item.Number("percent", 0),
        (double)item.Number("sample", 1));

    private static KnownUser User(SettingsElement item, IReadOnlyList<string> usual) => new(
        item.Text("email", "").ToLowerInvariant(),
        item.Text("id", ""),
        item.TextOrNull("name"),
        item.Sub("scopes").IsThere ? item.Texts("scopes") : usual,
        item.Text("timeZone", "UTC"));

    private static DemoteSettings Demote(SettingsElement item, DemoteSettings plain) => new(
        item.Span("window", plain.Window),
        item.Whole("minSamples", plain.MinSamples),
        (double)item.Number("errorPoints", (decimal)plain.ErrorPoints),
        (double)item.Number("p95Factor", (decimal)plain.P95Factor),
        (double)item.Number("mismatch", (decimal)plain.Mismatch),
        item.Span("coolDown", plain.CoolDown));

    private static IntentLimits Limits(SettingsElement item, IntentLimits plain) => new()
    {
        ModelCalls = item.Whole("modelCalls", plain.ModelCalls),
        Tokens = item.Whole("tokens", plain.Tokens),
        Usd = item.Number("usd", plain.Usd),
        Steps = item.Whole("steps", plain.Steps),
        Writes = item.Whole("writes", plain.Writes),
        Depth = item.Whole("depth", plain.Depth),
        Wall = item.Span("wall", plain.Wall),
        MessagesPerMinute = item.Whole("messagesPerMinute", plain.MessagesPerMinute),
        Queue = item.Whole("queue", plain.Queue),
        QueueWait = item.Span("queueWait", plain.QueueWait),
        Interrupts = item.Text("busy", "queue") == "interrupt",
    };

    private static MemorySettings Memory(SettingsElement item, MemorySettings plain) => new(
        item.Whole("messages", plain.Messages),
        item.Whole("tokens", plain.Tokens),
        item.Whole("past", plain.Past),
        item.Whole("pastDays", plain.PastDays),
        item.Whole("keepDays", plain.KeepDays),
        item.Whole("journalDays", plain.JournalDays))
    {
        Tenants = item.Entries("tenants").ToFrozenDictionary(entry => entry.Name, entry => new TenantMemory(entry.Value.WholeOrNull("keepDays"), entry.Value.WholeOrNull("journalDays")), StringComparer.Ordinal),
    };
}
