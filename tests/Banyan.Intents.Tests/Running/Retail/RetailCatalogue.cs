using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using Banyan.Wire.Schemas;
using Microsoft.AspNetCore.Http;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The sixteen retail tools behind real HTTP: their intents, the plan of a task, and how the shop answers.</summary>
internal static class RetailCatalogue
{
    /// <summary>The intents.</summary>
    public static IntentCatalogue At(Uri shop, bool honoursKeys)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestFiles.Find("intents", "retail", "tools.json")));
        var backend = new Backend { Name = "shop", BaseUrl = shop, Generation = Generation.Legacy, RequestsPerSecond = 10_000 };
        return Made.Of([.. document.RootElement.EnumerateArray().Select(tool => Intent(tool.GetProperty("function"), backend, honoursKeys))]);
    }

    /// <summary>A task as a run of its person.</summary>
    public static RunScope ScopeOf(RetailTask task, RunHold hold, Subject person, IntentCatalogue catalogue)
    {
        // Nobody says an empty text: it is the parameter's default.
        var steps = RetailIntents.PlanOf(task).Select(step => step with { Args = step.Args.Where(arg => Said(((Argument.Literal)arg.Value).Value).Length > 0).ToDictionary(StringComparer.Ordinal) }).ToArray();
        return new RunScope
        {
            RunId = hold.Run.Id,
            ConversationId = hold.Run.ConversationId,
            ClientMessageId = hold.Run.ClientMessageId,
            Subject = person,
            Plan = new Plan { Kind = PlanKind.Execute, CatalogueVersion = catalogue.Version, Planner = "gold", Steps = steps },
            Catalogue = catalogue,
            UserWords = [string.Join("; ", steps.SelectMany(step => step.Args.Values).OfType<Argument.Literal>().Select(literal => Said(literal.Value)))],
            Ended = new Dictionary<string, StepOutcome>(StringComparer.Ordinal),
        };
    }

    /// <summary>What a request asks the shop for.</summary>
    public static (string Tool, JsonElement Arguments) CallOf(HttpContext context, Heard heard) =>
        (context.Request.Path.Value![1..], heard.Method == "POST"
            ? Texts.Json(heard.Body)
            : JsonSerializer.SerializeToElement(context.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal)));

    /// <summary>Answers as the shop does.</summary>
    public static (int Status, string Json) AnswerOf(RetailStore store, string tool, JsonElement arguments)
    {
        var (value, error) = store.Call(tool, arguments);
        if (error is null && tool == "get_user_details")
        {
            value!["user_id"] = arguments.GetProperty("user_id").GetString();
        }

        return (error is null ? 200 : error == "not found" ? 404 : 422, value?.ToJsonString() ?? "{}");
    }

    private static string Said(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(", ", value.EnumerateArray().Select(Said)) : value.ToString();

    private static Intent Intent(JsonElement tool, Backend backend, bool honoursKeys)
    {
        var name = tool.GetProperty("name").GetString()!;
        var isWrite = RetailStore.Writes.Contains(name);
        var schema = JsonObject.Create(tool.GetProperty("parameters"))!;
        if (schema["properties"]!["address2"] is JsonObject line)
        {
            line["default"] = "";
        }

        var parameters = SchemaReader.Read(JsonSerializer.SerializeToElement(schema));
        var operation = new IntentOperation
        {
            Backend = backend,
            OperationId = name,
            Method = isWrite ? "POST" : "GET",
            Path = "/" + name,
            Parameters = [.. parameters.Properties.Keys.Select(key => new OperationParameter(key, isWrite ? "body" : "query", parameters.Required.Contains(key)))],
            HonoursKeys = honoursKeys,
        };
        var owned = parameters.Properties.ContainsKey("order_id") ? ("order_id", "retail.get_order_details") : parameters.Properties.ContainsKey("user_id") ? ("user_id", "retail.get_user_details") : default;
        return RetailIntents.Of(name, operation) with
        {
            Title = name.Replace('_', ' '),
            Params = parameters,
            Owner = owned.Item1 is null ? null : new OwnerRule(owned.Item1, isWrite ? owned.Item2 : null, "$.user_id", "caller.id"),
            IsPublic = owned.Item1 is null,
        };
    }
}
