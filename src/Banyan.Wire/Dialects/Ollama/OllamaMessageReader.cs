using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Reads <c>messages</c>.</summary>
internal static class OllamaMessageReader
{
    public static void Read(JsonElement messages, List<HubTurn> turns, MappingReport report)
    {
        var index = 0;
        foreach (var message in messages.Items())
        {
            var at = $"/messages/{index++}";
            var role = message.Member("role").Text();
            switch (role)
            {
                case "system":
                    turns.Add(new HubTurn(HubRole.System, at) { Parts = Content(message, at, report) });
                    break;
                case "user":
                    turns.Add(new HubTurn(HubRole.User, at) { Parts = Content(message, at, report) });
                    break;
                case "assistant":
                    turns.Add(new HubTurn(HubRole.Assistant, at) { Parts = Assistant(message, at, report) });
                    break;
                case "tool":
                    turns.Add(new HubTurn(HubRole.Tool, at) { Parts = [Result(message, at, report)] });
                    break;
                default:
                    report.Refuse($"{at}/role", $"`{at}/role` must be system, user, assistant or tool.");
                    break;
            }
        }
    }

    private static List<HubPart> Content(JsonElement message, string at, MappingReport report)
    {
        var parts = new List<HubPart>();
        if (message.Member("content") is { ValueKind: JsonValueKind.String } content && JsonText.From(content) is { IsEmpty: false } text)
        {
            parts.Add(new HubText($"{at}/content", text));
        }

        var index = 0;
        foreach (var image in message.Member("images").Items())
        {
            var place = $"{at}/images/{index++}";
            var data = JsonText.From(image);
            if (OllamaImages.MediaType(data) is { } type)
            {
                parts.Add(new HubImage(place) { MediaType = type, Base64 = data });
            }
            else
            {
                report.Refuse(place, "The image is neither PNG, JPEG, WebP nor GIF in base64.");
            }
        }

        return parts;
    }

    private static List<HubPart> Assistant(JsonElement message, string at, MappingReport report)
    {
        var parts = new List<HubPart>();
        if (message.Member("thinking") is { ValueKind: JsonValueKind.String } thinking && JsonText.From(thinking) is { IsEmpty: false } thought)
        {
            parts.Add(new HubThought($"{at}/thinking", thought));
        }

        parts.AddRange(Content(message, at, report));
        var index = 0;
        foreach (var call in message.Member("tool_calls").Items())
        {
            var place = $"{at}/tool_calls/{index++}";
            if (Call(call, place, report) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static HubCall? Call(JsonElement call, string at, MappingReport report)
    {
        var function = call.Member("function");
        if (function.Member("name") is not { ValueKind: JsonValueKind.String } name)
        {
            report.Refuse($"{at}/function/name", "A tool call has no name.");
            return null;
        }

        var arguments = function.Member("arguments");
        if (arguments.IsThere() && arguments.ValueKind != JsonValueKind.Object)
        {
            report.Refuse($"{at}/function/arguments", "The arguments of a tool call must be an object.");
            return null;
        }

        return new HubCall(at)
        {
            Id = call.Member("id").Text(),
            Name = JsonText.From(name),
            Arguments = arguments.IsThere() ? JsonRaw.From(arguments) : JsonRaw.EmptyObject,
        };
    }

    private static HubResult Result(JsonElement message, string at, MappingReport report)
    {
        var name = message.Member("tool_name");
        return new HubResult(at)
        {
            CallId = message.Member("tool_call_id").Text(),
            Name = name.ValueKind == JsonValueKind.String ? JsonText.From(name) : null,
            Parts = Content(message, at, report),
        };
    }
}
