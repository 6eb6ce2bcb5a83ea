using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Small things written short.</summary>
internal static class Texts
{
    public static Subject Ada { get; } = Person("ada");

    public static Subject Person(string id) => new()
    {
        Tenant = "t",
        Id = id,
        Email = id + "@shop.example",
        Scopes = ["*"],
        Caller = new Caller { Tenant = "t", Service = "chat", KeyId = "k", Grants = Grants.All },
    };

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static Argument Lit(string json) => new Argument.Literal(Json(json), "user");

    public static Argument Ref(string path) => new Argument.Reference(path);

    public static PlanStep Step(string id, string intent, params (string Name, Argument Value)[] args) =>
        new(id, intent) { Args = args.ToDictionary(arg => arg.Name, arg => arg.Value, StringComparer.Ordinal) };

    public static Task CloseAsync(RunHold run, RunStatus status) =>
        run.CloseAsync(status, Json($$"""{"runId":"{{run.Run.Id}}","status":"{{RunWords.Of(status)}}"}"""), Spending.None, default);
}
