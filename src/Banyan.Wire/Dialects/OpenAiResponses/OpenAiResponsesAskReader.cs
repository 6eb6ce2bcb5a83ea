using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads an ask into the hub. Members that have no place there are named by the field table, not here.</summary>
internal static class OpenAiResponsesAskReader
{
    public static HubAsk Read(WireBody body, MappingReport report)
    {
        var ask = new HubAsk { Model = body.Lens.Model, Streams = body.Lens.Streams };
        using var parsed = JsonDocument.Parse(body.Bytes, ResponseJson.Reading);
        var root = parsed.RootElement;
        if (root.Text("instructions") is { } instructions)
        {
            ask.Turns.Add(new HubTurn(HubRole.System, "/instructions") { Parts = [new HubText("/instructions", instructions)] });
        }

        ReadInput(root, ask, report);
        AskToolReader.Read(root, ask, report);
        AskOptionReader.Read(root, ask, report);
        return ask;
    }

    private static void ReadInput(JsonElement root, HubAsk ask, MappingReport report)
    {
        if (root.Text("input") is { } text)
        {
            ask.Turns.Add(new HubTurn(HubRole.User, "/input") { Parts = [new HubText("/input", text)] });
            return;
        }

        var index = 0;
        foreach (var item in root.Items("input"))
        {
            ReadItem(item, string.Create(CultureInfo.InvariantCulture, $"/input/{index++}"), ask, report);
        }
    }

    private static void ReadItem(JsonElement item, string at, HubAsk ask, MappingReport report)
    {
        switch (item.Word("type") ?? "message")
        {
            case "message":
                ReadMessage(item, at, ask, report);
                break;
            case "function_call":
                if (ReadCall(item, at, report) is { } call)
                {
                    Turn(ask, HubRole.Assistant, at).Parts.Add(call);
                }

                break;
            case "function_call_output":
                Turn(ask, HubRole.Tool, at).Parts.Add(ReadResult(item, at, report));
                break;
            case "reasoning":
                ask.Turns.Add(new HubTurn(HubRole.Assistant, at) { Parts = [ReadThought(item, at)] });
                break;
            case "item_reference":
                report.Refuse(at, "An item reference can only be resolved by the provider that keeps the item; send the item itself.");
                break;
            case "custom_tool_call" or "custom_tool_call_output":
                report.Refuse(at, "Calls of free-text tools exist only in the Responses dialect; choose a model that speaks it.");
                break;
            default:
                report.Drop(at);
                break;
        }
    }

    private static void ReadMessage(JsonElement item, string at, HubAsk ask, MappingReport report)
    {
        // Instructions in the middle of the list are the developer's, whatever word they came with.
        var role = item.Word("role") switch
        {
            "assistant" => HubRole.Assistant,
            "system" or "developer" => HubRole.Developer,
            _ => HubRole.User,
        };
        List<HubPart> parts = item.Text("content") is { } text ? [new HubText($"{at}/content", text)] : AskPartReader.ReadAll(item, "content", at, report);
        // A reasoning item and the message after it are one turn.
        var turn = role == HubRole.Assistant && ask.Turns is [.., { Role: HubRole.Assistant } last] && last.Parts.TrueForAll(part => part is HubThought)
            ? last
            : null;
        if (turn is null)
        {
            ask.Turns.Add(turn = new HubTurn(role, at));
        }

        turn.Parts.AddRange(parts);
    }

    private static HubCall? ReadCall(JsonElement item, string at, MappingReport report)
    {
        if (item.Text("name") is not { IsEmpty: false } name)
        {
            report.Refuse($"{at}/name", "A function call needs the name of its function.");
            return null;
        }

        if (CallArguments.Read(item.Text("arguments") ?? JsonText.Empty) is not { } arguments)
        {
            report.Refuse($"{at}/arguments", "The arguments of a call must be one JSON object.");
            return null;
        }

        return new HubCall(at) { Id = item.Word("call_id") ?? item.Word("id"), Name = name, Arguments = arguments };
    }

    private static HubResult ReadResult(JsonElement item, string at, MappingReport report) => new(at)
    {
        CallId = item.Word("call_id"),
        Parts = item.Text("output") is { } text ? [new HubText($"{at}/output", text)] : AskPartReader.ReadAll(item, "output", at, report),
    };

    private static HubThought ReadThought(JsonElement item, string at)
    {
        List<JsonText> texts = [];
        foreach (var part in item.Items("summary").Concat(item.Items("content")))
        {
            if (part.Text("text") is { IsEmpty: false } text)
            {
                texts.Add(texts.Count == 0 ? text : JsonText.Join(JsonText.From("\n\n"), text));
            }
        }

        var signature = item.Word("encrypted_content");
        return new HubThought(at, JsonText.Join([.. texts]))
        {
            IsRedacted = texts.Count == 0,
            Id = item.Word("id"),
            Signature = signature is null ? null : new HubSignature(null, signature),
        };
    }

    // Calls follow the message they belong to; results of one turn stand together.
    private static HubTurn Turn(HubAsk ask, HubRole role, string at)
    {
        if (ask.Turns is [.., var last] && last.Role == role)
        {
            return last;
        }

        var turn = new HubTurn(role, at);
        ask.Turns.Add(turn);
        return turn;
    }
}
