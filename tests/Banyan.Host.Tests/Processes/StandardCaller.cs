using System.Text.Json.Nodes;

namespace Banyan.Host.Tests.Processes;

/// <summary>A caller in a tool loop that keeps the standard members of its wire and nothing else: of a call its id, its name, its arguments.</summary>
internal sealed class StandardCaller(string door)
{
    private static readonly string Schema = """{"type":"object","properties":{"turn":{"type":"integer"}}}""";
    private readonly JsonArray _said = [new JsonObject { ["role"] = "user", ["content"] = "look around" }];

    /// <summary>What it heard in words; null while it is still being called.</summary>
    public string? Heard { get; private set; }

    /// <summary>Asks once and does what it is told.</summary>
    public async Task TurnAsync(HttpClient http, string key)
    {
        var (path, body) = door switch
        {
            "C" => ("/v1/chat/completions", $$$"""{"model":"g/up","tools":[{"type":"function","function":{"name":"look","parameters":{{{Schema}}}}}],"messages":{{{_said.ToJsonString()}}}}"""),
            "A" => ("/v1/messages", $$$"""{"model":"g/up","max_tokens":100,"tools":[{"name":"look","input_schema":{{{Schema}}}}],"messages":{{{_said.ToJsonString()}}}}"""),
            "O" => ("/api/chat", $$$"""{"model":"g/up","stream":false,"think":true,"tools":[{"type":"function","function":{"name":"look","parameters":{{{Schema}}}}}],"messages":{{{_said.ToJsonString()}}}}"""),
            _ => ("/v1/responses", $$$"""{"model":"g/up","tools":[{"type":"function","name":"look","parameters":{{{Schema}}}}],"input":{{{_said.ToJsonString()}}}}"""),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {key}");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, $"{door}: {text} to {body}");
        Take(JsonNode.Parse(text)!);
    }

    private void Take(JsonNode answer)
    {
        switch (door)
        {
            case "C" when answer["choices"]![0]!["message"] is { } message:
                Heard = message["content"]?.GetValue<string>();
                if (message["tool_calls"]?[0] is { } call)
                {
                    var id = call["id"]!.GetValue<string>();
                    _said.Add(new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "function", ["function"] = call["function"]!.DeepClone() }) });
                    _said.Add(new JsonObject { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = "seen" });
                }

                break;
            case "A":
                Heard = Of(answer["content"]!, "text")?["text"]?.GetValue<string>();
                if (Of(answer["content"]!, "tool_use") is { } use)
                {
                    _said.Add(new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(use.DeepClone()) });
                    _said.Add(new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = use["id"]!.GetValue<string>(), ["content"] = "seen" }) });
                }

                break;
            case "O" when answer["message"] is { } message:
                Heard = message["tool_calls"] is null ? message["content"]!.GetValue<string>() : null;
                if (Heard is null)
                {
                    _said.Add(message.DeepClone());
                    _said.Add(new JsonObject { ["role"] = "tool", ["tool_name"] = "look", ["content"] = "seen" });
                }

                break;
            default:
                Heard = Of(answer["output"]!, "message")?["content"]?[0]?["text"]?.GetValue<string>();
                if (Of(answer["output"]!, "function_call") is { } item)
                {
                    var callId = item["call_id"]!.GetValue<string>();
                    _said.Add(new JsonObject { ["type"] = "function_call", ["call_id"] = callId, ["name"] = "look", ["arguments"] = item["arguments"]!.GetValue<string>() });
                    _said.Add(new JsonObject { ["type"] = "function_call_output", ["call_id"] = callId, ["output"] = "seen" });
                }

                break;
        }
    }

    private static JsonNode? Of(JsonNode list, string type) => list.AsArray().FirstOrDefault(one => one!["type"]!.GetValue<string>() == type);
}
